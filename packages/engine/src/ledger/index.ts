export { type NewEntry, type NewPosting, post } from './commands/post.ts';
export { type AccountKey, accountId, type Purpose } from './rules/account.ts';
