/** Every command on PyTorch's values, through the real program. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPermutation } from '../../src/model/permutation';
import {
  accuracyTolerance,
  golden,
  goldenAssignments,
  GOLDEN_CASES,
  goldenDataset,
  goldenFile,
  goldenNormalization,
  TOLERANCES,
} from '../support/golden';
import { thorough } from '../support/thorough';
import { answer, isthmus } from './program';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const images = goldenDataset().test.count;
const { mean, standardDeviation } = goldenNormalization();
const NORMALIZATION = `${mean},${standardDeviation}`;

interface Measured {
  readonly loss: number;
  readonly accuracy: number;
}

function expectMeasured(got: Measured, expected: Measured) {
  expect(Math.abs(got.loss / expected.loss - 1)).toBeLessThan(TOLERANCES.loss);
  expect(Math.abs(got.accuracy - expected.accuracy)).toBeLessThan(accuracyTolerance(images));
}

function expectPath(got: Record<string, unknown>, alphas: number[], expected: Measured[]) {
  expect(Object.keys(got)).toEqual(['alphas', 'points', 'barrierOverMean', 'barrierOverChord']);
  (got['alphas'] as number[]).forEach((alpha, i) => expect(alpha).toBeCloseTo(alphas[i]!, 12));
  (got['points'] as Measured[]).forEach((point, i) => expectMeasured(point, expected[i]!));
  expect(got['points']).toHaveLength(expected.length);
  const ends = (expected[0]!.loss + expected.at(-1)!.loss) / 2;
  const highest = Math.max(...expected.map(({ loss }) => loss - ends), 0);
  expect(got['barrierOverMean']).toBeCloseTo(highest, 4);
}

// `tests/golden` holds convolutions on WebAssembly to the same values.
/** The perceptron of the fewest weights. */
const [SMALLEST = ''] = GOLDEN_CASES.filter(
  (name) => golden(name).architecture.kind === 'mlp',
).sort((one, other) => golden(one).weights('a').length - golden(other).weights('a').length);

const CASES = thorough || process.env['GOLDEN'] !== undefined ? GOLDEN_CASES : [SMALLEST];

describe.each(CASES)('%s', (name) => {
  const { values, similarities, similarityTolerance, matchedOn } = golden(name);
  const file = (which: string) => goldenFile(`${name}-${which}.safetensors`);
  const [a, b, control] = [file('a'), file('b'), file('control')];
  const words = [
    ...['--architecture', JSON.stringify(values.architecture), '--loss', values.loss],
    ...['--dataset', 'fashion-mnist', '--normalization', NORMALIZATION],
  ];

  // Convolutions on 10,000 images take seconds a place, so that a few of them are taken: `tests/golden` sees every one.
  const convolutional = values.architecture.kind === 'cnn';
  const stride = convolutional ? (values.alphas.length - 1) / 2 : 1;
  const some = <Item>(items: readonly Item[]) => items.filter((_, i) => i % stride === 0);
  const places = ['--points', String(some(values.alphas).length)];

  it('evaluate', async () => {
    const got = await answer('evaluate', a, ...words);
    expect(Object.keys(got)).toEqual(['loss', 'accuracy']);
    expectMeasured(got as unknown as Measured, values.test_a);
    const middle = await answer('evaluate', a, b, '--coefficients', '0.5,0.5', ...words);
    expectMeasured(
      middle as unknown as Measured,
      values.naive[Math.floor(values.naive.length / 2)]!,
    );
  });

  it('evaluate --confusion', async () => {
    const halves = [a, b, '--coefficients', '0.5,0.5', '--samples', '500', ...words];
    const { accuracy, classes, confusion } = (await answer(
      ...['evaluate', '--confusion'],
      ...halves,
    )) as unknown as {
      readonly accuracy: number;
      readonly classes: { name: string; samples: number; accuracy: number }[];
      readonly confusion: number[][];
    };
    const right = confusion.reduce((sum, row, label) => sum + row[label]!, 0);
    expect(right / 500).toBeCloseTo(accuracy, 9);
    classes.forEach(({ samples, accuracy: own }, label) => {
      expect(confusion[label]?.reduce((sum, count) => sum + count)).toBe(samples);
      expect(own).toBeCloseTo(confusion[label]![label]! / samples, 12);
    });
    expect(classes[9]?.name).toBe('Ankle boot');
  });

  it('interpolate', async () => {
    const got = await answer('interpolate', a, b, ...places, ...words);
    expectPath(got, some(values.alphas), some(values.naive));
  });

  it('match, and the line from what it wrote', async () => {
    const out = path.join(folder, `${name}.safetensors`);
    const method = ['--method', 'activation', '--samples', String(matchedOn)];
    const got = await answer('match', a, b, ...method, '--out', out, ...words);
    expect(Object.keys(got)).toEqual(['layers', 'largestLogitDifference']);
    const layers = got['layers'] as { permutation: number[]; similarity: number }[];
    values.activation_matching.layers.forEach(({ permutation }, l) => {
      checkPermutation(Uint32Array.from(layers[l]!.permutation), permutation.length);
      expect(Math.abs(layers[l]!.similarity / similarities[l]! - 1)).toBeLessThan(
        similarityTolerance,
      );
    });
    expect(got['largestLogitDifference']).toBeLessThan(1e-4);
    expect(readFileSync(out)).toHaveLength(readFileSync(a).length);
    const same = await answer('evaluate', out, ...words);
    expectMeasured(same as unknown as Measured, values.test_permuted_a);
  });

  it.each(convolutional ? (['bezier'] as const) : (['bezier', 'chain'] as const))(
    'curve: %s',
    async (kind) => {
      const through = ['--kind', kind, '--control', control];
      const got = await answer('curve', a, b, ...through, ...places, ...words);
      expectPath(
        got,
        some(values.alphas),
        some(kind === 'bezier' ? values.bezier : values.polychain),
      );
    },
  );
});

describe(`a short look at ${SMALLEST}`, () => {
  const { values, architecture } = golden(SMALLEST);
  const file = (which: string) => goldenFile(`${SMALLEST}-${which}.safetensors`);
  const words = [
    ...['--activation', architecture.activation, '--loss', values.loss],
    ...['--normalization', NORMALIZATION, '--samples', '1000'],
  ];

  it('a fitted curve lies below the line, and what it wrote is that curve', async () => {
    const line = await answer('interpolate', file('a'), file('b'), ...words);
    const out = path.join(folder, 'control.safetensors');
    const fit = await answer('curve', file('a'), file('b'), '--out', out, ...words);
    expect(fit['barrierOverMean']).toBeLessThan(0.3 * Number(line['barrierOverMean']));
    const again = await answer('curve', file('a'), file('b'), '--control', out, ...words);
    expect(again).toEqual(fit);
  });

  it('the line from pi(A) is lower than the one from A', async () => {
    const [a, b] = [file('a'), file('b')];
    const naive = await answer('interpolate', a, b, ...words);
    const aligned = await answer('interpolate', a, b, '--align', 'weight', ...words);
    expect(aligned['barrierOverMean']).toBeLessThan(Number(naive['barrierOverMean']));
  });

  it('normalises images as told, and as the dataset is when it is told nothing', async () => {
    const evaluate = (...normalization: string[]) =>
      answer(
        ...['evaluate', file('a'), '--activation', architecture.activation],
        ...['--loss', values.loss, '--samples', '1000', ...normalization],
      );
    const own = await evaluate();
    for (const same of ['0.286,0.353', 'dataset'])
      expect(await evaluate('--normalization', same)).toEqual(own);
    const other = await evaluate('--normalization', '0,1');
    expect(other['loss']).not.toBe(own['loss']);
    expect(await evaluate('--normalization', '0..1')).toEqual(other);
    const centred = await evaluate('--normalization', '0.5,0.5');
    expect(await evaluate('--normalization', '-1..1')).toEqual(centred);
  });
});

describe('two networks that differ in the order of their units', () => {
  const fixture = (name: string) =>
    fileURLToPath(new URL(`fixtures/shuffled/${name}`, import.meta.url));
  const files = [fixture('a.safetensors'), fixture('b.safetensors')];
  const words = ['--dataset', 'quadrant', '--restarts', '3'];

  it('weight matching finds that order', async () => {
    const { layers } = await answer('match', ...files, '--method', 'weight', ...words);
    const similarities = (layers as { similarity: number }[]).map(({ similarity }) => similarity);
    expect(similarities).toEqual([expect.closeTo(30, 4), expect.closeTo(50, 4)]);
  });

  it('no barrier is left', async () => {
    const got = await answer('interpolate', ...files, '--align', 'weight', ...words);
    expect(got['barrierOverMean']).toBeLessThan(1e-6);
  });
});

describe('shuffle', () => {
  const shipped = (which: string) =>
    fileURLToPath(
      new URL(`../../experiments/networks/shuffled-neurons-${which}.safetensors`, import.meta.url),
    );
  const points = ['--dataset', 'spirals', '--draw', '{"classes":3,"noise":0.03}'];

  it('makes B of “A network and itself, shuffled”', async () => {
    const out = path.join(folder, 'shuffled.safetensors');
    const words = [shipped('a'), '--seed', '1', '--out', out, ...points];
    const { permutations } = await answer('shuffle', ...words);
    expect(permutations).toHaveLength(2);
    for (const permutation of permutations as number[][])
      checkPermutation(Uint32Array.from(permutation), 64);
    expect(readFileSync(out)).toEqual(readFileSync(shipped('b')));
  });
});

describe('assign', () => {
  it.each(goldenAssignments())('$n rows', async ({ n, file, minimum, tolerance }) => {
    const got = await answer('assign', file, '--n', String(n));
    expect(Object.keys(got)).toEqual(['assignment', 'cost']);
    checkPermutation(Uint32Array.from(got['assignment'] as number[]), n);
    expect(Math.abs(Number(got['cost']) - minimum)).toBeLessThanOrEqual(tolerance);
  });
});

describe('for people', () => {
  it.each([
    ...['evaluate', 'match', 'interpolate', 'curve', 'shuffle', 'assign'],
    ...['run', 'sweep', 'table'],
  ])('%s --help', async (name) => {
    const { code, out, err } = await isthmus(name, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^isthmus ${name} .*\\[options\\]\n`));
    expect(out).toContain('--json');
  });

  it('a small table', async () => {
    const costs = path.join(folder, 'costs.f32');
    writeFileSync(costs, Float32Array.of(1, -0.25, 0.5, 2));
    const { out, err } = await isthmus('assign', costs, '--n', '2');
    expect(out).toBe('row  column\n0         1\n1         0\ncost  0.25\n');
    expect(err).toBe('');
  });
});
