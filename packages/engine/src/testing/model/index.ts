export { type History, histories } from './commands.ts';
export type { Platform } from './perform.ts';
export { play, type Tally, Unexplained } from './play.ts';
