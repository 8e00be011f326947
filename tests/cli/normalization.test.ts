/** Networks that were trained on pixels from 0 to 1: commands and documents give the numbers that PyTorch gives. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Mean } from '../../src/cli/means';
import { answer } from './program';
import { writeDocument } from './tiny';

const file = (name: string) =>
  fileURLToPath(
    new URL(`../files/cases/images-scaled-to-one/${name}.safetensors`, import.meta.url),
  );
const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('networks trained on pixels from 0 to 1', () => {
  it('are measured so by interpolate', async () => {
    const line = await answer(
      ...['interpolate', file('a'), file('b'), '--points', '11', '--normalization', '0..1'],
    );
    const points = line['points'] as { loss: number; accuracy: number }[];
    expect(points[0]?.loss).toBeCloseTo(3.847615, 5);
    expect(points[0]?.accuracy).toBe(0.0675);
    expect(points.at(-1)?.loss).toBeCloseTo(6.340383, 5);
    expect(points.at(-1)?.accuracy).toBe(0.079);
    expect(line['barrierOverMean']).toBeCloseTo(1.246384, 5);
  });

  it('are measured so by run, where the document says it', async () => {
    const network = (name: string, seed: number) => ({
      initialisation: seed,
      order: seed,
      file: { name: `${name}.safetensors` },
    });
    for (const name of ['a', 'b'])
      copyFileSync(file(name), path.join(folder, `${name}.safetensors`));
    const document = writeDocument(folder, 'scaled.json', {
      version: 2,
      network: { kind: 'mlp', hidden: [8, 8] },
      normalization: [{ mean: 0, standardDeviation: 1 }],
      networks: [network('a', 1), network('b', 2)],
      alignment: { method: 'weight' },
      evaluation: { points: 11 },
      curves: { kinds: [] },
      plane: { grid: 5, samples: 50 },
    });
    const summary = await answer('run', document, '--out', path.join(folder, 'out'));
    const value = (name: string) =>
      (summary['figures'] as Mean[]).find((figure) => figure.name === name)?.mean;
    expect(value('naive.startLoss')).toBeCloseTo(3.847615, 5);
    expect(value('naive.startAccuracy')).toBe(0.0675);
    expect(value('naive.endLoss')).toBeCloseTo(6.340383, 5);
    expect(value('naive.barrierOverMean')).toBeCloseTo(1.246384, 5);
  });
});
