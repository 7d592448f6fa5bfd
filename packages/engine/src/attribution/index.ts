export { type MintedClick, mintClick } from './commands/mint-click.ts';
export { CLICKED } from './events.ts';
export { attribute, type Unattributed } from './rules/attribute.ts';
export { type Click, readClick, signClick } from './rules/click-token.ts';
export { hmacSha256 } from './rules/hmac.ts';
