import { defineConfig } from 'vite';

const SERVER = process.env.YELLOWCART_SERVER ?? 'http://127.0.0.1:8116';

export default defineConfig({
  base: '/',
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // Pages are served under a policy without data: and inline sources, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': SERVER, '/pictures': SERVER } },
});
