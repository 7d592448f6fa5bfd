import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { client, newKey, queries } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { parseWhole } from '../../format/whole.ts';
import { useT } from '../../i18n/index.ts';
import { useSay } from '../../parts/say.ts';
import { usePoolName } from './pool-name.ts';
import { useRoomsKnown } from './use-rooms-known.ts';
import type { StockOfSku } from './use-stock-of.ts';

/** Units into and out of a pool, and between general stock and the others. There is no absolute number to set. */
export function UnitMoves({ stock }: { stock: StockOfSku }) {
  const t = useT();
  return (
    <section className="section unit-moves">
      <div>
        <h2>{t('move.into')}</h2>
        <Increment stock={stock} />
      </div>
      <div>
        <h2>{t('move.allot')}</h2>
        <Allotment stock={stock} />
      </div>
    </section>
  );
}

function Increment({ stock }: { stock: StockOfSku }) {
  const t = useT();
  const say = useSay();
  const poolName = usePoolName();
  const [pool, setPool] = useState('general');
  const change = useMutation({
    mutationFn: ({ delta, key }: { delta: number; key: string }) =>
      client.call('POST /api/v1/merchant/skus/:skuId/stock', {
        params: { skuId: stock.skuId },
        body: { key, delta, pool },
      }),
    onSuccess: (after) =>
      say.done(
        t('stock.now', { available: exactCount(after.available), reserved: exactCount(after.reserved) }),
      ),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  return (
    <UnitsForm
      pools={stock.pools.map((one) => ({ value: one.pool, label: poolName(one.pool) }))}
      pool={pool}
      onPool={setPool}
      more={t('stock.add')}
      fewer={t('stock.take')}
      busy={change.isPending}
      onMove={(delta, key) => change.mutateAsync({ delta, key })}
      testid="increment"
    />
  );
}

function Allotment({ stock }: { stock: StockOfSku }) {
  const t = useT();
  const say = useSay();
  const poolName = usePoolName();
  const rooms = useRoomsKnown().data ?? [];
  const hosts = new Set(rooms.map((room) => `creator:${room.creator.creatorId}`));
  const others = new Set([
    ...stock.pools.flatMap(({ pool }) => (pool === 'general' ? [] : [pool])),
    'gift',
    ...rooms.map((room) => `room:${room.roomId}`),
    ...hosts,
  ]);
  const [pool, setPool] = useState('gift');
  const allot = useMutation({
    mutationFn: ({ delta, key }: { delta: number; key: string }) =>
      client.call('POST /api/v1/merchant/skus/:skuId/allotments', {
        params: { skuId: stock.skuId },
        body: { key, delta, pool },
      }),
    onSuccess: (after) =>
      say.done(
        t('move.done', {
          pool: poolName(after.pool),
          available: exactCount(after.available),
          general: exactCount(after.generalAvailable),
        }),
      ),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  return (
    <UnitsForm
      pools={[...others].map((value) => ({ value, label: poolName(value) }))}
      pool={pool}
      onPool={setPool}
      more={t('move.give')}
      fewer={t('move.back')}
      busy={allot.isPending}
      onMove={(delta, key) => allot.mutateAsync({ delta, key })}
      testid="allot"
    />
  );
}

function UnitsForm(props: {
  pools: { value: string; label: string }[];
  pool: string;
  onPool: (pool: string) => void;
  more: string;
  fewer: string;
  busy: boolean;
  onMove: (delta: number, key: string) => Promise<unknown>;
  testid: string;
}) {
  const t = useT();
  const [text, setText] = useState('');
  // One key for one intended move, however often it is sent until it is answered.
  const key = useRef(newKey());
  const units = parseWhole(text, 1);
  const usable = units !== null && units <= 1_000_000;
  const move = async (sign: 1 | -1): Promise<void> => {
    if (units === null) return;
    await props.onMove(sign * units, key.current).then(
      () => {
        key.current = newKey();
        setText('');
      },
      () => undefined,
    );
  };
  return (
    <div className="in-place">
      <Select
        className="pool-pick"
        aria-label={t('move.pool')}
        value={props.pool}
        options={props.pools}
        onChange={(pool) => {
          key.current = newKey();
          props.onPool(pool);
        }}
      />
      <Input
        inputMode="numeric"
        value={text}
        placeholder={t('stock.units')}
        aria-label={t('stock.units')}
        onChange={(event) => {
          key.current = newKey();
          setText(event.target.value);
        }}
        data-testid={`${props.testid}-units`}
      />
      <Button
        disabled={!usable}
        loading={props.busy}
        onClick={() => void move(1)}
        data-testid={`${props.testid}-more`}
      >
        {props.more}
      </Button>
      <Button
        disabled={!usable || props.busy}
        onClick={() => void move(-1)}
        data-testid={`${props.testid}-fewer`}
      >
        {props.fewer}
      </Button>
    </div>
  );
}
