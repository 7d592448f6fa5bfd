import { csvRows } from '../csv-rows.ts';
import { openSource } from '../source-file.ts';

/** One order of the log: the lines that share an invoice, at the time of the first. */
export interface LogOrder {
  readonly invoice: string;
  /** As the log writes it: local time, `YYYY-MM-DD HH:MM:SS`. */
  readonly time: string;
  /** Empty when the log doesn't know. */
  readonly customer: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly priceMinor: number }[];
}

interface LogRecord {
  readonly invoice: string;
  readonly time: string;
  readonly customer: string;
  readonly sku: string;
  readonly qty: string;
  readonly unit_price_pence: string;
}

const COLUMNS = ['invoice', 'time', 'customer', 'sku', 'qty', 'unit_price_pence'];
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const WHOLE = /^-?\d+$/;

/**
 * The sales of an order log, an order at a time: cancellations (invoices that start with C), adjustments (A) and lines
 * without a positive quantity and price are passed over. Lines of one invoice must stand together. Throws, with the line,
 * at the first that is no order line: a log with a hole would give other totals.
 */
export async function* salesOrders(
  file: string,
  onRead?: (bytesRead: number, bytes: number) => void,
): AsyncGenerator<LogOrder> {
  const source = await openSource(file);
  let open:
    | {
        invoice: string;
        time: string;
        customer: string;
        lines: { sku: string; quantity: number; priceMinor: number }[];
      }
    | undefined;
  for await (const { line, value, error } of csvRows(
    source,
    COLUMNS.map((name) => [name]),
  )) {
    if (error !== undefined) throw new Error(`${file}, line ${line} ${error}`);
    const record = value as LogRecord;
    const off = wrongColumn(record);
    if (off !== undefined) throw new Error(`${file}, line ${line}: ${off} is "${record[off]}"`);
    const quantity = Number(record.qty);
    const priceMinor = Number(record.unit_price_pence);
    if (/^[CA]/.test(record.invoice) || quantity <= 0 || priceMinor <= 0) continue;
    if (open?.invoice !== record.invoice) {
      if (open) yield open;
      onRead?.(source.bytesRead(), source.bytes);
      open = { invoice: record.invoice, time: record.time, customer: record.customer, lines: [] };
    }
    open.lines.push({ sku: record.sku, quantity, priceMinor });
  }
  if (open) yield open;
}

function wrongColumn(record: LogRecord): keyof LogRecord | undefined {
  if (record.invoice === '') return 'invoice';
  if (record.sku === '') return 'sku';
  if (!TIME.test(record.time) || Number.isNaN(Date.parse(record.time.replace(' ', 'T')))) return 'time';
  if (!WHOLE.test(record.qty)) return 'qty';
  return WHOLE.test(record.unit_price_pence) ? undefined : 'unit_price_pence';
}

const PLATFORM_OFFSET = '+08:00';

/** The log's local time, taken as local time of the platform: its months are the platform's months. */
export function placedAt(order: LogOrder): Date {
  return new Date(`${order.time.replace(' ', 'T')}${PLATFORM_OFFSET}`);
}
