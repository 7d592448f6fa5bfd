/** Whose money a page is about. */
export type Party = 'platform' | 'merchant' | 'creator' | 'leader';

/** Which order lines are shown behind a figure. */
export const lineSets = ['all', 'onway', 'settled', 'reversed'] as const;
export type LineSet = (typeof lineSets)[number];
