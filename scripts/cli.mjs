// Compiles the command line to dist-cli/ for Node, where the sources are newer than what is there.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const KERNELS = `${root}src/engine/wasm/assembly`;
const SOURCES = [
  ...['cli', 'pipeline', 'client', 'worker', 'jobs', 'files', 'science', 'engine', 'data', 'model'],
];

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** When the newest source of a folder was written. */
function newest(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...files.filter((f) => f.endsWith('.ts')).map((f) => timeOf(`${folder}/${f}`)));
}

/** A package without sources is compiled already. */
export async function compileCli() {
  if (!existsSync(`${root}src`)) return;
  if (newest(KERNELS) > timeOf(`${KERNELS}/build/plain.wasm`)) {
    const { status } = spawnSync('node', ['scripts/kernels.mjs'], { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exit(1);
  }
  const compiled = timeOf(`${root}dist-cli/main.js`);
  const changed = Math.max(
    ...SOURCES.map((folder) => newest(`${root}src/${folder}`)),
    timeOf(`${root}package.json`),
  );
  if (changed <= compiled) return;
  const { build } = await import('vite');
  // Elsewhere first, as others may be starting from what is there.
  const fresh = `${root}dist-cli.${process.pid}`;
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: fresh,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(
          ['main', 'thread', 'landscapes'].map((name) => [name, `${root}src/cli/${name}.ts`]),
        ),
      },
    },
  });
  const old = `${fresh}.old`;
  try {
    if (existsSync(`${root}dist-cli`)) renameSync(`${root}dist-cli`, old);
    renameSync(fresh, `${root}dist-cli`);
  } catch {
    // Another start of the program was first.
  }
  rmSync(old, { recursive: true, force: true });
  rmSync(fresh, { recursive: true, force: true });
}

/** After `npm ci`: `npx isthmus` finds the program at once, and it is compiled. */
async function prepare() {
  const folder = `${root}node_modules/.bin`;
  mkdirSync(folder, { recursive: true });
  if (process.platform !== 'win32' && !existsSync(`${folder}/isthmus`))
    symlinkSync('../../bin/isthmus.mjs', `${folder}/isthmus`);
  try {
    await compileCli();
  } catch (error) {
    // An installation without development packages is still of use for its page; the program says it again when started.
    console.error(`The command line was not compiled: ${error.message}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
