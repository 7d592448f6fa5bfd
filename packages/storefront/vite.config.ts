import { defineConfig } from 'vite';

const SERVER = process.env.YELLOWCART_SERVER ?? 'http://127.0.0.1:8116';

export default defineConfig({
  base: '/',
  build: {
    target: 'es2022',
    // The first browsers with light-dark(); lowered, a token would no longer follow the scheme of the part that uses it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: 'dist',
    emptyOutDir: true,
    // Pages are served under a policy without data: and inline sources, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': SERVER, '/pictures': SERVER } },
});
