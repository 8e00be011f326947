/** The script for PyTorch, run where there is one: it reads what the page saves, and its losses are ours. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { writeSafetensors } from '../../src/files/safetensors';
import { hiddenWidths, type Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import { identity, permute } from '../../src/model/permutation';
import type { Weights } from '../../src/model/weights';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import type { AnyTaskState, TaskStates } from '../../src/pipeline/state';
import { pythonScript } from '../../src/ui/export/python';
import { answer } from '../cli/program';
import { golden, GOLDEN_CASES } from '../support/golden';
import { thorough } from '../support/thorough';

/** The first Python with torch, one of a virtual environment before the usual ones; without any the script is not run. */
const PYTHON = [process.env['ISTHMUS_PYTHON'] ?? 'python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import torch, numpy']).status === 0,
);

const SAMPLES = 200;

/** A perceptron and a convolutional network. */
const CASES = (['mlp', 'cnn'] as const).flatMap(
  (kind) => GOLDEN_CASES.findLast((name) => golden(name).architecture.kind === kind) ?? [],
);
const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => path.join(folder, name);
const save = (name: string, architecture: Architecture, weights: Weights) => {
  writeFileSync(file(name), writeSafetensors(layoutOf(architecture), weights));
  return file(name);
};
const images = (name: string) =>
  fileURLToPath(new URL(`../../public/data/fashion-mnist/${name}`, import.meta.url));

/** Units in another order, in which no two neighbours stay together. */
const shuffled = (units: number) => identity(units).map((unit) => (unit * 3 + 1) % units);

interface Line {
  readonly alphas: number[];
  readonly points: { loss: number; accuracy: number }[];
}

const pathOf = ({ alphas, points }: Line) => ({
  alphas: Float64Array.from(alphas),
  loss: Float64Array.from(points, ({ loss }) => loss),
});

/** The state of the page after networks were matched and measured. */
function statesOf(
  experiment: object,
  results: Readonly<Record<string, [job: string, value: unknown]>>,
) {
  const recipe = { experiment: parseExperiment(experiment), engine: 'E', version: '0' };
  const entries = Object.entries(results).map(([id, [job, value]]) => [
    id,
    { job, status: 'done', result: { value, key: id, recipe } } as AnyTaskState,
  ]);
  return Object.fromEntries(entries) as TaskStates;
}

describe('the script for PyTorch', () => {
  const shapes = (architecture: Architecture) =>
    architecture.kind === 'mlp'
      ? { kind: 'mlp', hidden: architecture.hidden }
      : { kind: 'cnn', layers: architecture.layers };

  it.skipIf(PYTHON === undefined || !thorough).each(CASES)(
    'computes the lines of %s as we do',
    async (name) => {
      const { architecture, values, weights } = golden(name);
      const layers = hiddenWidths(architecture).map(shuffled);
      const [a, b] = [weights('a'), weights('b')];
      const permuted = permute(architecture, a, layers);
      const [fileA, fileB] = [
        save('A.safetensors', architecture, a),
        save('B.safetensors', architecture, b),
      ];
      const filePi = save('pi-A.safetensors', architecture, permuted);
      const line = async (start: string) =>
        (await answer(
          ...['interpolate', start, fileB, '--points', '3', '--samples', String(SAMPLES)],
          ...['--loss', values.loss, '--activation', architecture.activation],
          ...['--architecture', JSON.stringify(values.architecture)],
        )) as unknown as Line;
      const experiment = {
        version: 3,
        network: shapes(architecture),
        activation: architecture.activation,
        loss: values.loss,
        evaluation: { samples: SAMPLES },
      };
      const matching = {
        layers: layers.map((permutation) => ({ permutation })),
        mixed: null,
        permuted,
      };
      const network = { architecture, weights: a };
      const states = statesOf(experiment, {
        naive: ['path', pathOf(await line(fileA))],
        permuted: ['path', pathOf(await line(filePi))],
        matching: ['match', matching],
        networkA: ['network', network],
      });
      // Once with the permutation, once with the file of pi(A), as where there is no weight of A to hold it to.
      const without = Object.fromEntries(
        Object.entries(states).filter(([id]) => id !== 'networkA'),
      );
      for (const known of architecture.kind === 'mlp' ? [states, without] : [states]) {
        const { text, permutation } = pythonScript(known);
        expect(permutation === null).toBe(known === without);
        writeFileSync(file('recompute.py'), text);
        if (permutation !== null) writeFileSync(file('permutation.json'), permutation);
        const said = execFileSync(
          PYTHON ?? 'python3',
          [
            ...['recompute.py', '--images', images('t10k-images-idx3-ubyte.gz')],
            ...['--labels', images('t10k-labels-idx1-ubyte.gz')],
          ],
          { cwd: folder, encoding: 'utf8' },
        );
        expect(said.match(/^(naive|permuted) /gm)).toHaveLength(6);
        const [, worst] = /largest difference of a loss: (\S+)/.exec(said) ?? [];
        expect(Number(worst)).toBeLessThan(1e-4);
      }
    },
    1_800_000,
  );

  it('says what is missing', () => {
    expect(() => pythonScript({})).toThrow('train the networks first');
    const naive: [string, unknown] = ['path', pathOf({ alphas: [0, 1], points: [] })];
    expect(() => pythonScript(statesOf({ version: 3, dataset: 'quadrant' }, { naive }))).toThrow(
      'made by a rule',
    );
  });

  it('holds every number in full, and what was computed with the data', () => {
    const points = [
      { loss: 0.1 + 0.2, accuracy: 1 },
      { loss: Infinity, accuracy: 0 },
    ];
    const { text } = pythonScript(
      statesOf(
        {
          version: 3,
          evaluation: { split: 'train', samples: 70 },
          normalization: [{ mean: 0.5, standardDeviation: 0.25 }],
        },
        { naive: ['path', pathOf({ alphas: [0, 1], points })] },
      ),
    );
    const [, json = ''] = /r"""(.*?)"""/s.exec(text.slice(text.indexOf('SETTINGS ='))) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      split: 'train',
      samples: 70,
      mean: [0.5],
      standardDeviation: [0.25],
      pools: [1, 1, 1],
      paths: { naive: { losses: [0.30000000000000004, null] } },
    });
  });
});
