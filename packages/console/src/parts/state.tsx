import type { CommissionView, OrderState, PlanView, RoomCard } from '@yellowcart/contract';
import { type Key, useT } from '../i18n/index.ts';

type Tone = 'now' | 'going' | 'done' | 'off';

const orderTone: Readonly<Record<OrderState, Tone>> = {
  awaiting_payment: 'going',
  deposit_paid: 'going',
  paid: 'now',
  partly_shipped: 'now',
  shipped: 'going',
  received: 'going',
  completed: 'done',
  cancelled: 'off',
};
const moneyTone: Readonly<Record<CommissionView['state'], Tone>> = {
  pending: 'going',
  estimated: 'going',
  confirmed: 'going',
  settled: 'done',
  reversed: 'off',
};
const roomTone: Readonly<Record<RoomCard['state'], Tone>> = { scheduled: 'going', live: 'now', ended: 'off' };
const planTone: Readonly<Record<PlanView['state'], Tone>> = { open: 'done', closing: 'now', closed: 'off' };

/** A word with a dot: the dot says how far, the word says what. */
function State({ tone, label }: { tone: Tone; label: Key }) {
  const t = useT();
  return <span className={`state state-${tone}`}>{t(label)}</span>;
}

export function OrderStateMark({ state }: { state: OrderState }) {
  return <State tone={orderTone[state]} label={`order.state.${state}`} />;
}
export function MoneyStateMark({ state }: { state: CommissionView['state'] }) {
  return <State tone={moneyTone[state]} label={`money.state.${state}`} />;
}
export function RoomStateMark({ state }: { state: RoomCard['state'] }) {
  return <State tone={roomTone[state]} label={`room.state.${state}`} />;
}
export function PlanStateMark({ state }: { state: PlanView['state'] }) {
  return <State tone={planTone[state]} label={`plan.state.${state}`} />;
}
