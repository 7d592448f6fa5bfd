export { type History, histories } from './commands.ts';
export { openPlatform } from './platform.ts';
export { player, type Tally } from './play.ts';
