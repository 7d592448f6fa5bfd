import type { Role } from '@yellowcart/contract';
import type { Key } from '../i18n/index.ts';
import type { IconName } from '../parts/icon.tsx';

export interface NavItem {
  readonly to: string;
  readonly label: Key;
  readonly icon: IconName;
}

const home = { to: '/', label: 'nav.home', icon: 'home' } as const;
const money = { to: '/money', label: 'nav.money', icon: 'money' } as const;
const orders = { to: '/orders', label: 'nav.orders', icon: 'orders' } as const;
const library = { to: '/library', label: 'nav.library', icon: 'library' } as const;

/** What each role finds in the office, its home first. Buyers have the shop itself instead. */
export const navigation: Readonly<Record<Role, readonly NavItem[]>> = {
  operator: [
    { to: '/board', label: 'nav.board', icon: 'board' },
    orders,
    { to: '/ledger', label: 'nav.ledger', icon: 'ledger' },
    { to: '/clock', label: 'nav.clock', icon: 'clock' },
    money,
  ],
  merchant: [
    home,
    { to: '/products', label: 'nav.products', icon: 'products' },
    { to: '/stock', label: 'nav.stock', icon: 'stock' },
    { to: '/promotions', label: 'nav.promotions', icon: 'promotions' },
    orders,
    money,
  ],
  creator: [home, library, { to: '/rooms', label: 'nav.rooms', icon: 'rooms' }, money],
  leader: [money, library],
  buyer: [],
};
