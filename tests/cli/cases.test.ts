/** What people ran and what came of it that they had not asked for, each with what is right. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { isthmus } from './program';

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly figures: readonly { readonly name: string; readonly mean: number | null }[];
}

describe('networks between which nothing is to be permuted', () => {
  it.each([
    ['that are the same but for a little noise', 'fine-tuned', 0.0205, 0],
    ['that are the same in another order', 'shuffled', 0, 1],
  ])('%s have a plane along a random direction', async (_, name, barrier, third) => {
    const out = path.join(folder, name);
    const document = path.join(fixtures, 'nothing-to-permute', `${name}.json`);
    const { code, out: text } = await isthmus('run', document, '--out', out, '--json');
    expect(code).toBe(0);
    const { figures } = JSON.parse(text) as Answer;
    const permuted = figures.find((figure) => figure.name === 'permuted.barrierOverMean');
    expect(permuted?.mean).toBeCloseTo(barrier, 4);
    const { runs } = JSON.parse(readFileSync(path.join(out, 'results.json'), 'utf8')) as {
      runs: {
        stages: {
          plane: {
            result: {
              direction: boolean;
              anchors: { x: number; y: number }[];
              loss: (number | null)[];
            };
          };
        };
      }[];
    };
    const { direction, anchors, loss } = runs[0]!.stages.plane.result;
    expect(direction).toBe(true);
    // pi(A) is A, or B.
    expect(anchors[2]!.x).toBeCloseTo(third, 4);
    expect(anchors[2]!.y).toBeCloseTo(0, 4);
    expect(loss.every((value) => value !== null)).toBe(true);
  });
});

describe('small matters', () => {
  it('says why there are no random directions around zeros', async () => {
    const { code, err } = await isthmus(
      'run',
      path.join(fixtures, 'small-matters/around-zero.json'),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/in the plane: .*every filter is zero/);
  });

  it('writes large numbers with four digits', async () => {
    const { out } = await isthmus('run', path.join(fixtures, 'small-matters/large.json'));
    expect(out).toMatch(/B: test loss +2\.921e\+35/);
    expect(out).toMatch(/Naive: length +5\.709e\+12/);
  });
});
