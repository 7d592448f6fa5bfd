import type { Me } from '@yellowcart/contract';
import { Suspense } from 'react';
import { Link, NavLink, Outlet } from 'react-router';
import { usePlatform } from '../api.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { CartMark } from '../parts/cart-mark.tsx';
import { Icon } from '../parts/icon.tsx';
import { Waiting } from '../parts/notes.tsx';
import { navigation } from './nav.ts';
import { Settings } from './settings.tsx';

/** The office around its pages: a rail on wide screens, a bar under the thumb on narrow ones. */
export function Shell({ me }: { me: Me }) {
  const t = useT();
  const language = useLanguage();
  const notice = usePlatform().data?.notice;
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <aside className="rail">
        <Link to="/" className="brand" aria-label={t('brand')}>
          <CartMark size={28} />
          <span>{t('brand')}</span>
        </Link>
        <nav aria-label={t('nav')}>
          {navigation[me.role].map((item) => (
            <NavLink key={item.to} to={item.to} end={item.to === '/'}>
              <Icon name={item.icon} />
              <span>{t(item.label)}</span>
            </NavLink>
          ))}
        </nav>
        <div className="rail-foot">
          <a href="/" className="storefront-link">
            <Icon name="open" />
            <span>{t('storefront')}</span>
          </a>
          <Settings />
        </div>
      </aside>
      <main id="page" tabIndex={-1}>
        {notice && <p className="notice">{notice[language]}</p>}
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
