import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Relative addresses, so that any web server can host the build under any path.
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000 },
});
