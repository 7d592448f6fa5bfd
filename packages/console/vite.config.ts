import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SERVER = process.env.YELLOWCART_SERVER ?? 'http://127.0.0.1:8116';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: { port: 5175, proxy: { '/api': SERVER, '/pictures': SERVER } },
});
