import { defineConfig, type Plugin } from 'vite';

const SERVER = process.env.YELLOWCART_SERVER ?? 'http://127.0.0.1:8116';

/** Lit's styles are strings, which minifiers leave alone; indentation and comments would be a fifth of the script. */
const shortStyles: Plugin = {
  name: 'short-styles',
  apply: 'build',
  transform(code, id) {
    if (!/\/src\/.*\.ts$/.test(id)) return null;
    const shorter = code.replace(/css`[^`$]*`/g, (styles) =>
      styles
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,]) ?/g, '$1'),
    );
    return { code: shorter, map: null };
  },
};

export default defineConfig({
  base: '/',
  plugins: [shortStyles],
  build: {
    target: 'es2022',
    // The first browsers with light-dark(); lowered, a token would no longer follow the scheme of the part that uses it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: 'dist',
    emptyOutDir: true,
    // Pages are served under a policy without data: and inline sources, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A page is one chunk over two shared ones, rather than twenty small requests.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              priority: 2,
              test: /node_modules\/(@lit|lit)|packages\/sdk\/|storefront\/src\/(styles\/|i18n\/locale|(cell|element|money|router|session)\.ts|parts\/(icons|picture|figures|empty|toast))/,
            },
            {
              name: 'buy',
              priority: 1,
              test: /storefront\/src\/(buy\/(?!provider-pay)|deals\/|platform-clock|parts\/(sheet|sign-in-form|stepper|countdown|short-time))/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': SERVER, '/pictures': SERVER } },
});
