import { useMutation } from '@tanstack/react-query';
import type { RoomCard } from '@yellowcart/contract';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client, queries } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { Empty, Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { problemText } from '../../parts/say.ts';
import { RoomStateMark } from '../../parts/state.tsx';
import { useMyRooms } from './use-rooms.ts';

const rank = { live: 0, scheduled: 1, ended: 2 } as const;

/** My rooms: the one on air first, a new one made in place. */
export default function Rooms() {
  const t = useT();
  const rooms = useMyRooms();
  const [making, setMaking] = useState(false);
  const shown = [...(rooms.data ?? [])].sort((a, b) => rank[a.state] - rank[b.state]);
  return (
    <>
      <PageHead
        title={t('nav.rooms')}
        note={t('rooms.note')}
        action={
          !making && (
            <Button className="main-action" onClick={() => setMaking(true)} data-testid="room-new">
              {t('rooms.new')}
            </Button>
          )
        }
      />
      {making && <NewRoom onCancel={() => setMaking(false)} />}
      {rooms.error && <Problem error={rooms.error} retry={() => void rooms.refetch()} />}
      {rooms.isPending && <Waiting />}
      {rooms.data?.length === 0 && !making && <Empty title={t('rooms.empty')} next={t('rooms.emptyNext')} />}
      <RoomList rooms={shown} />
    </>
  );
}

export function RoomList({ rooms }: { rooms: readonly RoomCard[] }) {
  const t = useT();
  return (
    <div className="lines">
      {rooms.map((room) => (
        <Link key={room.roomId} to={`/rooms/${room.roomId}`} data-testid="room-row">
          <span className="goods">
            <img className="room-cover" src={room.cover} alt="" width={45} height={80} loading="lazy" />
            <span>
              <strong>{room.title}</strong>
              <br />
              <RoomStateMark state={room.state} />
            </span>
          </span>
          <span className="room-facts num">
            <span>{t('rooms.items', { count: exactCount(room.itemCount) })}</span>
            {room.state === 'live' && (
              <span className="quiet">{t('rooms.viewers', { count: exactCount(room.viewers) })}</span>
            )}
          </span>
        </Link>
      ))}
    </div>
  );
}

function NewRoom({ onCancel }: { onCancel: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [notice, setNotice] = useState('');
  const [playbackUrl, setPlaybackUrl] = useState('');
  const make = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/creator/rooms', {
        body: {
          title: title.trim(),
          notice: notice.trim(),
          ...(playbackUrl.trim() ? { playbackUrl: playbackUrl.trim() } : {}),
        },
      }),
    onSuccess: async ({ roomId }) => {
      await queries.invalidateQueries({ queryKey: ['rooms'] });
      await navigate(`/rooms/${roomId}`);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim()) make.mutate();
  };
  return (
    <form className="form new-room" onSubmit={submit}>
      <Field label={t('rooms.title')}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            required
            maxLength={60}
            showCount
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            data-testid="room-title"
          />
        )}
      </Field>
      <Field label={t('rooms.notice')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={200}
            value={notice}
            onChange={(event) => setNotice(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('rooms.playback')}>
        {(id) => (
          <Input
            id={id}
            type="url"
            pattern="https?://.+"
            placeholder="https://"
            value={playbackUrl}
            onChange={(event) => setPlaybackUrl(event.target.value)}
          />
        )}
      </Field>
      {make.error && (
        <p className="bad" role="alert">
          {problemText(make.error, t)}
        </p>
      )}
      <div className="in-place">
        <Button
          className="main-action"
          htmlType="submit"
          disabled={!title.trim()}
          loading={make.isPending}
          data-testid="room-save"
        >
          {t('rooms.make')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
