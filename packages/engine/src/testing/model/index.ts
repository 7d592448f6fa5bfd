export { type History, histories } from './commands.ts';
export type { Platform } from './perform.ts';
export { player, type Tally } from './play.ts';
