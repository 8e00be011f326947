import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** What a built page may run and fetch: itself and nothing else. `docs/hosting.md` has it as a header. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the policy into every built page; the pages of `npm run dev` are put together by scripts in them. */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

/** The service worker, which keeps the pages and what they have fetched of the datasets (src/ui/offline.ts). */
const offline = VitePWA({
  filename: 'sw.js',
  injectRegister: false,
  manifest: false,
  registerType: 'prompt',
  workbox: {
    // Pages, scripts, engine and finished landscapes; datasets are kept as they are fetched.
    globPatterns: ['{**/*.{html,js,css,wasm},landscapes/**/*}'],
    maximumFileSizeToCacheInBytes: 8e6,
    // Names in `assets/` are those of their content.
    dontCacheBustURLsMatching: /^assets\//,
    // A query says what to show, never which file.
    ignoreURLParametersMatching: [/./],
    navigateFallback: null,
    cleanupOutdatedCaches: true,
    // The first version serves the pages that are open at once; a newer one waits until it is asked for.
    clientsClaim: true,
    skipWaiting: false,
    inlineWorkboxRuntime: true,
    sourcemap: false,
    runtimeCaching: [
      {
        urlPattern: ({ url, sameOrigin }) => sameOrigin && /\/(data|assets)\//.test(url.pathname),
        handler: 'CacheFirst',
        options: { cacheName: 'isthmus-files', cacheableResponse: { statuses: [200] } },
      },
    ],
  },
});

/** What all pages begin with; it waits for its landscape, so that nothing may wait for it. */
const BEGINNING = fileURLToPath(new URL('src/ui/main.tsx', import.meta.url));

/** What has to be there before anything is drawn goes into one file: as dozens of small ones it is a tenth larger. */
function firstScript() {
  let first: Set<string> | null = null;
  return (id: string, modules: Rolldown.ChunkingContext) => {
    if (first === null) {
      first = new Set();
      const waiting = [...(modules.getModuleInfo(BEGINNING)?.importedIds ?? [])];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (first.has(next)) continue;
        first.add(next);
        waiting.push(...(modules.getModuleInfo(next)?.importedIds ?? []));
      }
    }
    return first.has(id) ? 'first' : null;
  };
}

// Relative addresses, so that any web server can host the build under any path.
export default defineConfig({
  base: './',
  plugins: [react(), policy, offline],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 4000,
    // Places that have a folder of their own; all of them are one program.
    rolldownOptions: {
      input: ['index.html', 'learn/index.html', 'gallery/index.html'],
      output: { codeSplitting: { groups: [{ name: firstScript(), debugName: 'first' }] } },
    },
  },
});
