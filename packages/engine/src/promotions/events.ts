/** The host has started the countdown of a flash sale. Key: the room. */
export const FLASH_STARTED = 'promotions.flash_started';
/** A flash sale that had been started was stopped before its time. Key: the room. */
export const FLASH_STOPPED = 'promotions.flash_stopped';
/** A deal is over and what was left of its stock went back. Key: the room, or the deal where it has none. */
export const DEAL_CLOSED = 'promotions.deal_closed';

export interface FlashStarted {
  readonly roomId: string;
  readonly dealId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}
export interface FlashStopped {
  readonly roomId: string;
  readonly dealId: string;
}
export interface DealClosed {
  readonly dealId: string;
  readonly shopId: string;
  readonly roomId: string | null;
}
