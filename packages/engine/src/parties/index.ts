export { addressOf, saveAddress } from './address.ts';
export { maskedName } from './masked-name.ts';
export { bindMember, type Member, memberOf } from './member.ts';
export { avatarOf, createParties, findParty, type NewParty, type Party, partyNames } from './party.ts';
export { putSetting, setting } from './setting.ts';
