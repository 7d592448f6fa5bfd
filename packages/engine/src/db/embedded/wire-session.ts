import { serialize } from 'pg-protocol';
import { Parser } from 'pg-protocol/dist/parser.js';
import type { CompiledStatement } from '../together.ts';
import { parserOf } from '../value-types.ts';

/** Sends bytes of the frontend protocol and resolves with everything that comes back for them. */
export type Exchange = (message: Uint8Array) => Promise<Uint8Array>;

/** What a statement came to. */
export interface StatementResult {
  readonly rows: unknown[];
  readonly affectedRows: number | undefined;
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}
/** A statement that the server has parsed, under a name of its own. */
interface Prepared {
  readonly name: string;
  readonly columns: readonly Column[];
}
/** What a statement was sent as, and what has come back for it so far. */
interface Sent {
  readonly text: string;
  /** Undefined: sent without a name, for once. */
  readonly name: string | undefined;
  columns: readonly Column[] | undefined;
  readonly rows: unknown[];
  affectedRows: number | undefined;
}

/** Statement texts are written in the code, so few; the bound is against generated ones that would pile up on the server. */
const PREPARED_MAX = 500;
const NAMED = /^\s*(select|insert|update|delete|with)\b/i;
const NO_COLUMNS: readonly Column[] = [];

/**
 * The extended query protocol over a connection that answers whole messages, as PGlite does. PGlite's own `query` parses,
 * describes, binds and plans each statement anew in calls of their own; here each text is parsed and planned once, and
 * all statements of a round go over together.
 */
export class WireSession {
  readonly #exchange: Exchange;
  readonly #prepared = new Map<string, Prepared>();
  #names = 0;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Runs statements one after another; rejects with the first error, and the rest are not run. */
  async run(statements: readonly CompiledStatement[]): Promise<StatementResult[]> {
    const message: Uint8Array[] = [];
    const sent = statements.map((statement) => this.#send(statement, message));
    message.push(serialize.sync());
    this.#read(sent, await this.#exchange(Buffer.concat(message)));
    // What a statement answers may be of other columns from now on.
    if (sent.some(({ text }) => !NAMED.test(text) && !TRANSACTION.test(text))) this.#prepared.clear();
    return sent.map(({ rows, affectedRows }) => ({ rows, affectedRows }));
  }

  #send({ sql: text, parameters }: CompiledStatement, message: Uint8Array[]): Sent {
    const known = this.#prepared.get(text);
    const values = parameters.map(textOf);
    let name = known?.name;
    if (!known) {
      if (this.#prepared.size < PREPARED_MAX && (NAMED.test(text) || TRANSACTION.test(text))) {
        this.#names += 1;
        name = `s${this.#names}`;
      }
      message.push(
        serialize.parse({ name: name ?? '', text }),
        serialize.describe({ type: 'S', name: name ?? '' }),
      );
    }
    message.push(serialize.bind({ statement: name ?? '', values }), serialize.execute({}));
    return { text, name, columns: known?.columns, rows: [], affectedRows: undefined };
  }

  /** Hands what came back to the statements it is for, in order. Throws the first error. */
  #read(sent: readonly Sent[], answer: Uint8Array): void {
    let place = 0;
    let failed: Error | undefined;
    new Parser().parse(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength), (message) => {
      const current = sent[place];
      switch (message.name) {
        case 'rowDescription': {
          const { fields } = message as unknown as { fields: { name: string; dataTypeID: number }[] };
          this.#described(
            current,
            fields.map((field) => ({ name: field.name, parse: parserOf(field.dataTypeID) })),
          );
          break;
        }
        case 'noData':
          this.#described(current, NO_COLUMNS);
          break;
        case 'dataRow':
          current?.rows.push(rowOf(current.columns ?? NO_COLUMNS, (message as unknown as Row).fields));
          break;
        case 'commandComplete':
          if (current) current.affectedRows = affectedBy((message as unknown as { text: string }).text);
          place += 1;
          break;
        case 'emptyQuery':
          place += 1;
          break;
        case 'error':
          failed ??= message as unknown as Error;
          break;
        default:
      }
    });
    if (failed) throw failed;
  }

  #described(sent: Sent | undefined, columns: readonly Column[]): void {
    if (!sent) return;
    sent.columns = columns;
    if (sent.name !== undefined) this.#prepared.set(sent.text, { name: sent.name, columns });
  }
}

const TRANSACTION = /^\s*(begin|commit|rollback)\b/i;

interface Row {
  readonly fields: readonly (string | null)[];
}

function rowOf(columns: readonly Column[], fields: Row['fields']): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i];
    const text = fields[i];
    if (column) row[column.name] = text === null || text === undefined ? null : column.parse(text);
  }
  return row;
}

/** Rows that a statement wrote, from its tag; undefined for those that only read. */
function affectedBy(tag: string): number | undefined {
  const match = /^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(tag);
  return match ? Number(match[1]) : undefined;
}

/** A parameter as the text that the server reads; lists as array literals, other objects as JSON. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function elementOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value) ?? '';
  const text = textOf(value);
  return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
