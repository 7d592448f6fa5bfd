import { preferredLocale, showLocale } from './i18n/locale.ts';
import { startRouter } from './router.ts';
import { loadMe, loadPlatform } from './session.ts';

void loadMe();
void loadPlatform();
await showLocale(preferredLocale());
startRouter();
await import('./shell.ts');
