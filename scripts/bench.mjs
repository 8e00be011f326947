// Benchmarks of the production kernels in headless Chromium, and in threads of Node as the terminal has them, beside
// PyTorch and SciPy in the same run where they are there. --node PATH, which may be given more than once: other Nodes, too.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findChromium } from './findChromium.mjs';

const BASELINE = '../shared/bench/torch_baseline.py';
const CNN_BASELINE = 'tests/bench/torch_cnn.py';
const TERMINAL = 'tests/bench/dist/terminal/terminal.js';
const ROUNDS = 3;
const { values } = parseArgs({
  options: { only: { type: 'string' }, node: { type: 'string', multiple: true, default: [] } },
});

/** A Python that can run the baselines; undefined when there is none. */
const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch, scipy']).status === 0,
);
if (python === undefined)
  console.log('No baseline: that needs python3 with torch and scipy. Times only.\n');

function baseline([script, ...args]) {
  if (python === undefined || !existsSync(script)) return null;
  const { stdout, stderr, status } = spawnSync(python, [script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The baseline failed: ${stderr}`);
  const result = JSON.parse(stdout);
  return result.ms ?? result.seconds;
}

const versionOf = (node) =>
  spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);

/** A task in a thread of a Node. */
function inTerminal(node, task) {
  const asked = JSON.stringify({ task, rounds: 1 });
  const { stdout, stderr, status } = spawnSync(node, [TERMINAL, asked], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The benchmark failed in ${node}: ${stderr}`);
  return JSON.parse(stdout);
}

const mlp = (hidden) => ({ kind: 'mlp', inputs: 784, hidden, outputs: 10, activation: 'relu' });
const cnn = (layers) => ({
  kind: 'cnn',
  channels: 1,
  side: 28,
  layers,
  outputs: 10,
  activation: 'relu',
});

const step = (hidden) => ({
  name: `training step 784-${hidden.join('-')}-10, batch 100`,
  unit: 'ms',
  rounds: ROUNDS,
  tasks: [{ what: 'step', architecture: mlp(hidden), steps: 60 }],
  figure: ({ figures }) => figures[0],
  baseline: [BASELINE, 'step', '--hidden', hidden.join(',')],
});
const cnnStep = (layers) => ({
  name: `training step ${layers.join('-')}, 28 x 28, batch 100`,
  unit: 'ms',
  rounds: ROUNDS,
  tasks: [{ what: 'step', architecture: cnn(layers), steps: 20 }],
  figure: ({ figures }) => figures[0],
  baseline: [CNN_BASELINE, '--layers', layers.join('-')],
});
/** Node's version is part of the name. */
const terminalStep = (hidden) => (node) => ({
  name: `terminal, Node ${versionOf(node)}: training step 784-${hidden.join('-')}-10, batch 100`,
  unit: 'ms',
  rounds: ROUNDS,
  node,
  tasks: [{ what: 'step', architecture: mlp(hidden), steps: 60 }],
  figure: ({ figures }) => figures[0],
  baseline: [BASELINE, 'step', '--hidden', hidden.join(',')],
});
const slider = (hidden) => ({
  name: `slider: one average 784-${hidden.join('-')}-10 on 500 images`,
  unit: 'ms',
  rounds: ROUNDS,
  tasks: [{ what: 'slider', architecture: mlp(hidden) }],
  figure: ({ figures }) => figures[0],
});
const plane = (hidden) => ({
  name: `plane 25 x 25, 10,000 inputs, 784-${hidden.join('-')}-10, 2 workers`,
  unit: 's',
  rounds: 1,
  tasks: [0, 1].map((part) => ({
    what: 'plane',
    architecture: mlp(hidden),
    grid: 25,
    samples: 10000,
    part,
    parts: 2,
  })),
  figure: ({ seconds }) => seconds,
  baseline: [BASELINE, 'plane', '--threads', '2', '--hidden', hidden.join(',')],
});
const assign = (n) => ({
  name: `assignment n = ${n}`,
  unit: 'ms',
  rounds: ROUNDS,
  tasks: [{ what: 'assign', n }],
  figure: ({ figures }) => figures[0],
  baseline: [BASELINE, 'assign', '--n', String(n)],
});

const benchmarks = [
  ...[process.execPath, ...values.node].map(terminalStep([512, 512])),
  ...[step([512, 512]), step([128, 128]), cnnStep([32, 32, 'avg', 64, 64]), slider([512, 512])],
  ...[plane([512]), plane([512, 512])],
  ...[assign(512), assign(1024), assign(2048)],
].filter(({ name }) => values.only === undefined || name.includes(values.only));

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

await build({ configFile: 'tests/bench/vite.config.ts', logLevel: 'warn' });
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: 'tests/bench/terminal.ts',
    target: 'node20',
    outDir: 'tests/bench/dist/terminal',
    emptyOutDir: true,
  },
});
const server = await preview({
  configFile: 'tests/bench/vite.config.ts',
  preview: { port: 4179, strictPort: true },
});
const browser = await chromium.launch({
  executablePath: findChromium() ?? 'chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
console.log(`Chromium ${browser.version()} on ${cpus().length} x ${cpus()[0]?.model}\n`);
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction(() => 'bench' in window);
  for (const { name, unit, rounds, node, tasks, figure, baseline: args } of benchmarks) {
    const ours = [];
    const theirs = [];
    for (let round = 0; round < rounds; round++) {
      const measured =
        node === undefined
          ? await page.evaluate((all) => window.bench(all), tasks)
          : inTerminal(node, tasks[0]);
      ours.push(figure(measured));
      theirs.push(args === undefined ? null : baseline(args));
    }
    const mine = median(ours);
    const other = theirs[0] === null ? null : median(theirs);
    const beside =
      other === null
        ? ''
        : `   baseline ${other.toFixed(2)} ${unit}   ratio ${(mine / other).toFixed(3)}`;
    console.log(`${name.padEnd(68)}${mine.toFixed(2).padStart(9)} ${unit}${beside}`);
  }
} finally {
  await browser.close();
  await server.close();
}
