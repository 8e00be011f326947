// Runs every test, unit and browser, and prints the sum as its last line.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findGpu, installDawn } from './gpu.mjs';

const folder = 'test-results/summary';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const run = (command, args, env = {}) =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** A runner's report, or nothing when it did not get as far as writing one. */
function report(file) {
  try {
    return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  } catch {
    return null;
  }
}

let passed = 0;
let failed = 0;
const count = (ok, counts) => {
  passed += counts?.passed ?? 0;
  // A runner that fails without a failed test (a broken file, no server) is a failure too.
  failed += Math.max(counts?.failed ?? 0, ok ? 0 : 1);
};

const chromium = run('node', ['scripts/chromium.mjs']);
installDawn();
const { missing } = findGpu();

const built = run('npm', ['run', '--silent', 'kernels']);
const unit =
  built &&
  run('npx', [
    ...['vitest', 'run', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${folder}/unit.json`,
  ]);
const units = report('unit.json');
count(unit, units && { passed: units.numPassedTests, failed: units.numFailedTests });

const browser =
  chromium &&
  run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: `${folder}/browser.json`,
  });
const stats = report('browser.json')?.stats;
count(browser, stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected });

if (missing !== null) {
  console.log(`SKIPPED: the WebGPU tests in Node: ${missing}.`);
  // Where a machine decides, as in CI, what was not tested is not right.
  if (process.env.CI) failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
