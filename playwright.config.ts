import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/findChromium.mjs';

/** Where the built page is served; another port lets two suites run beside each other. */
const PORT = Number(process.env['ISTHMUS_PORT'] ?? 4178);

/** A root user has no sandbox; the rest keeps Chromium from asking its maker's hosts for updates. */
const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** WebGPU on the software adapter that comes with Chromium. */
const SOFTWARE_GPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/** WebGL on the software driver that comes with Chromium. */
const SOFTWARE_GL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Files of tests that need a GPU's adapter, of those that draw in three dimensions, and of those that measure. */
const GPU = /webgpu|golden/;
const SURFACE = /surface/;
const MEASURED = /opening|paper|quickLook|sliderPace/;

/** Tests of a minute or so, for `npm run test:all`. */
const LONG = /@long/;

const launch = (args: string[]) => ({
  launchOptions: { executablePath: findChromium() ?? 'chromium', args: [...QUIET, ...args] },
});

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Several times what a test takes, as other programs may keep the processors busy.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  workers: 2,
  // Where other programs may take the processors away in the midst of a press; what needs it is named as flaky.
  retries: process.env['CI'] ? 1 : 0,
  ...(process.env['THOROUGH'] === '1' ? {} : { grepInvert: LONG }),
  forbidOnly: true,
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    // It would answer in place of what a test puts in a request's way.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'wasm', testIgnore: [GPU, SURFACE, MEASURED], use: launch(['--disable-gpu']) },
    { name: 'webgpu', testMatch: GPU, use: launch(SOFTWARE_GPU) },
    { name: 'webgl', testMatch: SURFACE, use: launch(SOFTWARE_GL) },
    { name: 'measured', testMatch: MEASURED, use: launch(['--disable-gpu']), workers: 1 },
  ],
  webServer: {
    command: `npm run --silent build && npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    timeout: 600_000,
    stdout: 'ignore',
  },
});
