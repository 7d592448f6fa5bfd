/** Payment providers in a box, for tests and sample platforms: the real wire, keys of their own, no money. */
export { type AlipaySandbox, openAlipaySandbox } from './alipay-sandbox.ts';
export type { Delivery, Faults, PaymentSandbox, SandboxOptions, Tampering } from './sandbox.ts';
export type { SandboxRefund, SandboxTrade } from './trade-book.ts';
export { openWeChatPaySandbox, type WeChatPaySandbox } from './wechat-pay-sandbox.ts';
