// WebGPU in Node: Dawn, on this machine's GPU or else on the software adapter that comes with Chromium.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './findChromium.mjs';

const FOLDER = fileURLToPath(new URL('../tests/gpu', import.meta.url));
const ICD = 'vk_swiftshader_icd.json';

/** Fetches Dawn when it is missing; it weighs over 100 MB, and a visitor of the page has no use for it. */
export function installDawn() {
  if (existsSync(join(FOLDER, 'node_modules/webgpu'))) return;
  console.log('Installing WebGPU for Node into tests/gpu (132 MB, for tests and benchmarks only).');
  // Its binaries lie in the package: no script has to run.
  const options = ['--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'];
  spawnSync('npm', ['ci', ...options], { stdio: 'inherit' });
}

/**
 * The environment in which a process of Node finds an adapter, or why there is none. It has to be there before the
 * process starts: the loader of libraries reads it then.
 *
 * @returns {{ env: Record<string, string>, missing: string | null }}
 */
export function findGpu() {
  if (!existsSync(join(FOLDER, 'node_modules/webgpu')))
    return { env: {}, missing: 'WebGPU for Node is not installed (npm ci --prefix tests/gpu)' };
  // Without one Mesa complains on every start.
  const quiet = { XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? tmpdir() };
  if (hasAdapter(quiet)) return { env: quiet, missing: null };
  const folder = softwareFolder();
  if (folder === undefined)
    return { env: {}, missing: `no GPU, and no Chromium with a software adapter (${ICD})` };
  const software = {
    ...quiet,
    VK_ICD_FILENAMES: join(folder, ICD),
    // Chromium brings a libvulkan.so.1 too, for machines without.
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, folder].filter(Boolean).join(':'),
  };
  if (hasAdapter(software)) return { env: software, missing: null };
  return { env: {}, missing: `no GPU, and the software adapter in ${folder} does not start` };
}

function hasAdapter(env) {
  const { stdout } = spawnSync('node', [join(FOLDER, 'adapter.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return stdout.trim() === 'true';
}

/** Where Chromium keeps its emulated GPU: beside its binary, or in the folder of its package. */
function softwareFolder() {
  const chromium = findChromium();
  if (chromium === null) return undefined;
  const beside = [dirname(chromium), dirname(realpathSync(chromium))];
  const packaged = ['lib', 'lib64'].map((lib) =>
    join(dirname(chromium), '..', lib, basename(chromium)),
  );
  return [...beside, ...packaged].find((folder) => existsSync(join(folder, ICD)));
}
