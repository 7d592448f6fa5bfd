import type { Me, Role } from '@yellowcart/contract';
import type { ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useMe } from '../api.ts';
import { useT } from '../i18n/index.ts';
import { Empty, Problem, Waiting } from '../parts/notes.tsx';
import { navigation } from './nav.ts';
import { Shell } from './shell.tsx';

/** Lets signed-in people of the office through; sends others to sign in and back to where they wanted to go. */
export function Gate({ bare = false }: { bare?: boolean }) {
  const me = useMe();
  const place = useLocation();
  const t = useT();
  if (me.error) return <Problem error={me.error} retry={() => void me.refetch()} />;
  if (me.isPending) return <Waiting />;
  if (me.data === null) {
    return <Navigate to="/sign-in" replace state={{ from: place.pathname + place.search }} />;
  }
  if (me.data.role === 'buyer') {
    return (
      <Empty
        title={t('buyerHere')}
        next={
          <>
            <a href="/">{t('storefront')}</a> · <a href="/console/sign-in">{t('signIn.other')}</a>
          </>
        }
      />
    );
  }
  return bare ? <Outlet context={me.data} /> : <Shell me={me.data} />;
}

/** The page of this address for the reader's role; a role without one is told so. */
export function ByRole({ pages }: { pages: Partial<Record<Role, (me: Me) => ReactNode>> }) {
  const me = useMe().data;
  const t = useT();
  if (!me) return null;
  const page = pages[me.role];
  if (page) return <>{page(me)}</>;
  const home = navigation[me.role][0];
  return <Empty title={t('notForRole')} next={home && <a href={`/console${home.to}`}>{t('goHome')}</a>} />;
}

/** The first page of a role's own list, where it has no home of its own. */
export function Landing({ me }: { me: Me }) {
  return <Navigate to={navigation[me.role][0]?.to ?? '/sign-in'} replace />;
}
