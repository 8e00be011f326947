/** The engine of a GPU from a terminal, through Dawn in the folder where the user is. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Kept } from '../../src/cli/results';
import { gpuMissing } from '../support/dawn';
import { isthmusIn } from './program';
import { tiny, writeDocument } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const withDawn = fileURLToPath(new URL('../gpu/', import.meta.url));
const document = writeDocument(folder, 'tiny.json', {
  ...tiny,
  curves: { kinds: [] },
});

async function ran(engine: 'wasm' | 'webgpu') {
  const out = path.join(folder, engine);
  const words = ['run', document, '--engine', engine, '--out', out];
  const { code, err } = await isthmusIn(withDawn, ...words);
  expect([code, err]).toEqual([0, expect.any(String)]);
  const { runs } = JSON.parse(readFileSync(path.join(out, 'results.json'), 'utf8')) as Kept;
  return runs[0];
}

describe.skipIf(gpuMissing)('run on WebGPU', () => {
  it('finds what WebAssembly does, and says what it ran on', async () => {
    const [gpu, cpu] = [await ran('webgpu'), await ran('wasm')];
    expect(gpu?.stages['naive']?.recipe.engine).toMatch(/^WebGPU/);
    expect(cpu?.stages['naive']?.recipe.engine).toMatch(/^WebAssembly/);
    const losses = /[lL]oss$|barrier/;
    const compared = (cpu?.figures ?? []).filter(({ name }) => losses.test(name));
    expect(compared.length).toBeGreaterThan(10);
    for (const { name, value } of compared) {
      const own = gpu?.figures.find((figure) => figure.name === name)?.value;
      expect([name, own]).toEqual([name, expect.closeTo(value ?? NaN, 3)]);
    }
  });
});
