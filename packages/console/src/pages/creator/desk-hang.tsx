import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../api.ts';
import { money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { useT } from '../../i18n/index.ts';
import { Picture } from '../../parts/picture.tsx';
import { problemText } from '../../parts/say.ts';
import { prefer } from '../../preferences.ts';
import type { DeskView } from './desk-events.ts';
import type { Desk } from './use-desk.ts';

/** Finds goods and hangs them without leaving the desk. */
export function DeskHang({ view, desk }: { view: DeskView; desk: Desk }) {
  const t = useT();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['library', 'desk', q],
    enabled: q !== '',
    queryFn: ({ signal }) => client.call('GET /api/v1/library', { query: { q, limit: 5 }, signal }),
  });
  const hung = new Set(view.items.map((item) => item.productId));
  return (
    <section className="desk-hang">
      <Input
        allowClear
        value={text}
        placeholder={t('desk.search')}
        aria-label={t('desk.search')}
        onChange={(event) => setText(event.target.value)}
        data-testid="desk-search"
      />
      {found.error && <p className="bad small">{problemText(found.error, t)}</p>}
      {found.data?.items.length === 0 && <p className="quiet small">{t('library.none')}</p>}
      <ul>
        {q !== '' &&
          found.data?.items.map((item) => (
            <li key={item.planId}>
              <Picture src={item.picture} size={36} />
              <span>
                <span className="one-line" title={item.title}>
                  {item.title}
                </span>
                <span className="quiet small num">
                  {money(item.priceMinor, item.currency)} · {rate(item.commissionBps)}
                </span>
              </span>
              <Button
                size="small"
                disabled={hung.has(item.productId)}
                onClick={() => void desk.hang(item)}
                data-testid="desk-hang"
              >
                {t(hung.has(item.productId) ? 'hang.done' : 'hang.short')}
              </Button>
            </li>
          ))}
      </ul>
      <Link to="/library" className="small" onClick={() => prefer({ hangRoomId: view.roomId })}>
        {t('desk.toLibrary')}
      </Link>
    </section>
  );
}
