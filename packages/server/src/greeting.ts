import type { Platform } from './compose.ts';

const ROLES = {
  operator: '平台运营 operator',
  merchant: '商家 merchant',
  creator: '达人 creator',
  leader: '团长 leader',
  buyer: '买家 buyer',
} as const;

/** What is printed once the platform is ready: addresses, and the sample's log-ins where there is one. */
export function greeting(address: string, platform: Pick<Platform, 'sample'>): string {
  const sample = platform.sample();
  const lines = [
    '',
    '  小黄车 Yellowcart',
    '',
    `  商城 Storefront   ${address}/`,
    `  后台 Console      ${address}/console/`,
    `  接口 API          ${address}/docs`,
  ];
  if (sample) {
    lines.push('', '  示例账号 Sample log-ins (示例数据，均为虚构 — all invented)');
    for (const { role, email, password } of sample.logins) {
      lines.push(`    ${padded(ROLES[role], 22)}${email.padEnd(36)}${password}`);
    }
  }
  lines.push('', '  按 Ctrl-C 停止 · Ctrl-C stops it', '', '');
  return lines.join('\n');
}

/** Pads to columns of a terminal, where a Chinese character takes two. */
function padded(text: string, columns: number): string {
  const wide = text.match(/[\u2e80-\uffef]/g)?.length ?? 0;
  return text + ' '.repeat(Math.max(1, columns - text.length - wide));
}
