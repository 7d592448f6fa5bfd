import { preferredLocale, showLocale } from './i18n/locale.ts';
import { startRouter } from './router.ts';
import { loadMe, loadPlatform } from './session.ts';

async function start(): Promise<void> {
  void loadMe();
  void loadPlatform();
  const shell = import('./shell.ts');
  await showLocale(preferredLocale());
  startRouter();
  (await shell).showShell();
}

void start();
