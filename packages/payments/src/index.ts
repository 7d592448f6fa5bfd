/** Ways to take money, behind one interface. Nothing here knows orders or databases. */
export { type AlipaySettings, openAlipay } from './alipay.ts';
export * from './provider.ts';
export { openWeChatPay, type WeChatPaySettings } from './wechat-pay.ts';
