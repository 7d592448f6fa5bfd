import type { ReactNode } from 'react';

/** The head of an office page: what it is, in one line why, and on the right its one main action. */
export function PageHead(props: {
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
  back?: ReactNode;
}) {
  return (
    <header className="page-head">
      <div>
        {props.back}
        <h1>{props.title}</h1>
        {props.note && <p className="quiet">{props.note}</p>}
      </div>
      {props.action && <div className="page-action">{props.action}</div>}
    </header>
  );
}
