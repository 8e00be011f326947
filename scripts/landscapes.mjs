// Makes the finished landscapes of experiments/. usage: landscapes.mjs [--out FOLDER] [NAME ...]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileCli } from './cli.mjs';

const root = new URL('..', import.meta.url);
const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: fileURLToPath(new URL('public/landscapes', root)) } },
  allowPositionals: true,
});
await compileCli();
const { makeLandscapes } = await import('../dist-cli/landscapes.js');
await makeLandscapes(root, values.out, positionals);
