import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import { StrictMode, Suspense, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { queries } from './api.ts';
import { startI18n } from './i18n/index.ts';
import { router } from './routes.tsx';
import { themeOf, useDark } from './shell/theme.ts';
import './styles/tokens.css';
import './styles/shell.css';
import './styles/office.css';

function Console() {
  const dark = useDark();
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <ConfigProvider theme={themeOf(dark)} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queries}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  await startI18n();
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
}
