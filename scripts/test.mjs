// Runs tests and prints the sum as its last line. usage: test.mjs [measured | all]
// Without a word, all that does not measure: unit and browser tests side by side. `measured` runs what measures, which
// wants the processors for itself, and `all` both, one after the other, with what takes minutes repeated in full
// (`tests/support/thorough.ts`).
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { compileCli } from './cli.mjs';
import { findGpu, installDawn } from './gpu.mjs';

const [asked = 'tests'] = process.argv.slice(2);
const folder = 'test-results/summary';
if (asked === 'all') process.env.THOROUGH = '1';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Resolves to whether it ended well; where others run beside it, what it says is kept back until it has ended. */
function run(command, args, { env = {}, beside = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: beside ? ['inherit', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
    });
    const said = [];
    child.stdout?.on('data', (part) => said.push(part));
    child.stderr?.on('data', (part) => said.push(part));
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

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

async function unit() {
  const words = ['vitest', 'run', '--reporter=default', '--reporter=json'];
  const ok = await run('npx', [...words, `--outputFile.json=${folder}/unit.json`]);
  const units = report('unit.json');
  count(ok, units && { passed: units.numPassedTests, failed: units.numFailedTests });
}

async function browser(projects, beside) {
  const file = `browser-${projects.join('-')}.json`;
  const words = ['playwright', 'test', '--reporter=list,json'];
  const ok = await run('npx', [...words, ...projects.map((name) => `--project=${name}`)], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${folder}/${file}` },
    beside,
  });
  const stats = report(file)?.stats;
  count(ok, stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected });
}

const began = Date.now();
const chromium = await run('node', ['scripts/chromium.mjs']);
const ready = chromium && (await run('npm', ['run', '--silent', 'kernels']));
if (!ready) failed++;

if (ready && asked !== 'measured') {
  installDawn();
  // Once, and not by whichever test is the first to start the program.
  await compileCli();
  await Promise.all([unit(), browser(['wasm', 'webgpu', 'webgl'], true)]);
  const { missing } = findGpu();
  if (missing !== null) {
    console.log(`SKIPPED: the WebGPU tests in Node: ${missing}.`);
    // Where a machine decides, as in CI, what was not tested is not right.
    if (process.env.CI) failed++;
  }
}
if (ready && asked !== 'tests') await browser(['measured'], false);

console.log(`${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
