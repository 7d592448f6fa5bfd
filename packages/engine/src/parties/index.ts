export { addressOf, type LastAddress, saveAddresses } from './address.ts';
export { maskedName } from './masked-name.ts';
export { bindMember, type Member, memberOf, membersOf } from './member.ts';
export { partiesByRef } from './parties-by-ref.ts';
export {
  anyParty,
  avatarOf,
  createParties,
  findParty,
  type NewParty,
  type Party,
  partyNames,
} from './party.ts';
export { addToSetting, putSetting, setting } from './setting.ts';
