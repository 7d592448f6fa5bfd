import { Button } from 'antd';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { exactCount } from '../format/count.ts';
import { toCsv } from '../format/csv.ts';
import { useT } from '../i18n/index.ts';
import { Problem, Waiting } from './notes.tsx';

export interface Column<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** The cell in an export; a column without it is not exported. Money in major units. */
  readonly csv?: (row: T) => string | number;
  readonly right?: boolean;
  /** Takes the whole width where the sheet folds into blocks on a narrow screen. */
  readonly lead?: boolean;
}

export interface Loaded<T> {
  readonly rows: T[];
  readonly error: Error | null;
  readonly loading: boolean;
  readonly more: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

interface Props<T> {
  readonly data: Loaded<T>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly empty: ReactNode;
  readonly testid?: string;
  readonly onOpen?: (row: T) => void;
  /** A row under a row: a form or details in place. */
  readonly below?: (row: T) => ReactNode;
  /** Name of the exported file, without ending; no export without it. */
  readonly file?: string;
  readonly label: string;
}

/** A table that reads like a good spreadsheet: hairlines, aligned figures, rows in blocks where it is narrow. */
export function Sheet<T>(props: Props<T>) {
  const t = useT();
  const { data, columns } = props;
  if (data.error && data.rows.length === 0) return <Problem error={data.error} retry={data.retry} />;
  if (data.loading) return <Waiting />;
  if (data.rows.length === 0) return <>{props.empty}</>;
  return (
    <>
      <div className="sheet-scroll">
        <table className="sheet" aria-label={props.label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} className={column.right ? 'right' : ''} scope="col">
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <SheetRow key={props.rowKey(row)} row={row} {...props} />
            ))}
          </tbody>
        </table>
      </div>
      {data.error && <Problem error={data.error} retry={data.retry} />}
      <footer className="sheet-foot">
        <span className="quiet">
          {t(data.more ? 'sheet.loadedMore' : 'sheet.loaded', { count: exactCount(data.rows.length) })}
        </span>
        {data.more && (
          <Button onClick={data.loadMore} loading={data.loadingMore} data-testid="load-more">
            {t('sheet.more')}
          </Button>
        )}
        {props.file && <Export file={props.file} columns={columns} rows={data.rows} />}
      </footer>
    </>
  );
}

function SheetRow<T>({ row, columns, onOpen, below, testid }: Props<T> & { row: T }) {
  const under = below?.(row);
  // A click on a button of the row is not a click on the row.
  const click = (event: MouseEvent<HTMLTableRowElement>): void => {
    const target = event.target instanceof Element ? event.target.closest('button, a, input, label') : null;
    if (target === null) onOpen?.(row);
  };
  const keys = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row);
  };
  return (
    <>
      <tr
        data-testid={testid}
        className={[onOpen ? 'opens' : '', under ? 'has-below' : ''].join(' ')}
        {...(onOpen ? { tabIndex: 0, onKeyDown: keys, onClick: click } : {})}
      >
        {columns.map((column) => (
          <td
            key={column.key}
            data-head={column.head}
            className={[column.right ? 'right' : '', column.lead ? 'lead' : ''].join(' ')}
          >
            {column.cell(row)}
          </td>
        ))}
      </tr>
      {under && (
        <tr className="below">
          <td colSpan={columns.length}>{under}</td>
        </tr>
      )}
    </>
  );
}

function Export<T>({ file, columns, rows }: { file: string; columns: readonly Column<T>[]; rows: T[] }) {
  const t = useT();
  const [saved, setSaved] = useState(false);
  const save = (): void => {
    const kept = columns.flatMap((column) => (column.csv ? [{ head: column.head, csv: column.csv }] : []));
    const text = toCsv(
      kept.map((column) => column.head),
      rows.map((row) => kept.map((column) => column.csv(row))),
    );
    // The mark in front makes spreadsheets read Chinese as UTF-8.
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
    link.download = `${file}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
    setSaved(true);
  };
  return (
    <Button type="text" onClick={save}>
      {t(saved ? 'sheet.exported' : 'sheet.export')}
    </Button>
  );
}
