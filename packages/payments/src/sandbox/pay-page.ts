import { yuanOf } from '../yuan.ts';
import type { SandboxTrade } from './trade-book.ts';

const STATES = {
  unpaid: '待支付 · waiting',
  paid: '已支付 · paid',
  closed: '已关闭 · closed',
} as const;

/** The page behind a sandbox's code: what is to be paid, and a button that pays. */
export function payPage(trade: SandboxTrade, told: string): string {
  const button = '<form method="post"><button>支付 · Pay</button></form>';
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>支付沙箱 · Payment sandbox</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:24rem;margin:12vh auto;padding:0 1.5rem;text-align:center;color:#1a1a1a}
h1{font-size:1rem;font-weight:500;color:#666}strong{display:block;font-size:2.5rem}
button{font:inherit;width:100%;padding:.8rem;border:0;border-radius:.6rem;background:#1a1a1a;color:#fff;cursor:pointer}
small{color:#666;overflow-wrap:anywhere}</style>
<h1>支付沙箱 · Payment sandbox</h1><p>${escaped(trade.subject)}</p><strong>¥${yuanOf(trade.amountMinor)}</strong>
<p>${STATES[trade.state]}${told === '' ? '' : ` · ${escaped(told)}`}</p>
${trade.state === 'unpaid' ? button : ''}<p><small>${escaped(trade.attemptNo)}</small></p></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
