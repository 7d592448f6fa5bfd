import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../i18n/index.ts';
import { CartMark } from './cart-mark.tsx';
import { problemText } from './say.ts';

/** Nothing here, and what would put something here. */
export function Empty({ title, next }: { title: string; next?: ReactNode }) {
  return (
    <div className="empty">
      <CartMark size={56} />
      <p>{title}</p>
      {next && <div className="quiet">{next}</div>}
    </div>
  );
}

/** A part of the page that could not be loaded: what happened, and the way on. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  return (
    <div className="problem" role="alert">
      <p>{problemText(error, t)}</p>
      {retry && <Button onClick={retry}>{t('problem.retry')}</Button>}
    </div>
  );
}

/** Grey lines in the place of rows that are on their way. */
export function Waiting({ rows = 5 }: { rows?: number }) {
  const t = useT();
  return (
    <div className="waiting" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => 92 - ((index * 17) % 40)).map((width) => (
        <span key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
