import { lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { useT } from './i18n/index.ts';
import { Empty } from './parts/notes.tsx';
import { ByRole, Gate, Landing } from './shell/gate.tsx';
import { PageBroken } from './shell/page-broken.tsx';

const SignIn = lazy(() => import('./pages/sign-in/sign-in.tsx'));
const Board = lazy(() => import('./pages/operator/board.tsx'));
const OperatorOrders = lazy(() => import('./pages/operator/orders.tsx'));
const Ledger = lazy(() => import('./pages/operator/ledger.tsx'));
const LedgerAccount = lazy(() => import('./pages/operator/ledger-account.tsx'));
const Clock = lazy(() => import('./pages/operator/clock.tsx'));
const MerchantHome = lazy(() => import('./pages/merchant/home.tsx'));
const Products = lazy(() => import('./pages/merchant/products.tsx'));
const NewProduct = lazy(() => import('./pages/merchant/new-product.tsx'));
const Stock = lazy(() => import('./pages/stock/stock.tsx'));
const Promotions = lazy(() => import('./pages/promotions/promotions.tsx'));
const MerchantOrders = lazy(() => import('./pages/merchant/orders.tsx'));
const CreatorHome = lazy(() => import('./pages/creator/home.tsx'));
const Library = lazy(() => import('./pages/creator/library.tsx'));
const Rooms = lazy(() => import('./pages/creator/rooms.tsx'));
const Desk = lazy(() => import('./pages/creator/desk.tsx'));
const Money = lazy(() => import('./pages/money/money.tsx'));

function NotFound() {
  const t = useT();
  return <Empty title={t('notFound')} next={<a href="/console/">{t('goHome')}</a>} />;
}

const office = [
  {
    index: true,
    element: (
      <ByRole
        pages={{
          operator: (me) => <Landing me={me} />,
          leader: (me) => <Landing me={me} />,
          merchant: (me) => <MerchantHome me={me} />,
          creator: (me) => <CreatorHome me={me} />,
        }}
      />
    ),
  },
  {
    path: 'orders',
    element: <ByRole pages={{ operator: () => <OperatorOrders />, merchant: () => <MerchantOrders /> }} />,
  },
  { path: 'products', element: <ByRole pages={{ merchant: () => <Products /> }} /> },
  { path: 'products/new', element: <ByRole pages={{ merchant: () => <NewProduct /> }} /> },
  { path: 'stock', element: <ByRole pages={{ merchant: () => <Stock /> }} /> },
  { path: 'promotions', element: <ByRole pages={{ merchant: () => <Promotions /> }} /> },
  {
    path: 'library',
    element: <ByRole pages={{ creator: () => <Library hangs />, leader: () => <Library hangs={false} /> }} />,
  },
  { path: 'rooms', element: <ByRole pages={{ creator: () => <Rooms /> }} /> },
  { path: 'ledger', element: <ByRole pages={{ operator: () => <Ledger /> }} /> },
  { path: 'ledger/:accountId', element: <ByRole pages={{ operator: () => <LedgerAccount /> }} /> },
  { path: 'clock', element: <ByRole pages={{ operator: () => <Clock /> }} /> },
  {
    path: 'money',
    element: (
      <ByRole
        pages={{
          operator: () => <Money party="platform" />,
          merchant: () => <Money party="merchant" />,
          creator: () => <Money party="creator" />,
          leader: () => <Money party="leader" />,
        }}
      />
    ),
  },
  { path: '*', element: <NotFound /> },
];

export const router = createBrowserRouter(
  [
    { path: '/sign-in', element: <SignIn />, errorElement: <PageBroken /> },
    {
      element: <Gate bare />,
      errorElement: <PageBroken />,
      children: [
        { path: 'board', element: <ByRole pages={{ operator: () => <Board /> }} /> },
        { path: 'rooms/:roomId', element: <ByRole pages={{ creator: () => <Desk /> }} /> },
      ],
    },
    { path: '/', element: <Gate />, errorElement: <PageBroken />, children: office },
  ],
  { basename: '/console' },
);
