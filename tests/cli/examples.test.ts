/** Examples of papers from a terminal, and networks that come with Isthmus. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { answer, isthmus } from './program';
import { tiny, writeDocument } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const example = fileURLToPath(
  new URL('../../experiments/git-re-basin-counter-example.json', import.meta.url),
);

it('an example says what its paper found and whether it agrees; its results are run again', async () => {
  const { code, out } = await isthmus('run', example, '--out', folder);
  expect(code).toBe(0);
  expect(out).toMatch(/\nThe paper found: Two networks made by hand/);
  expect(out.match(/^Agrees: /gm)).toHaveLength(5);
  expect(out).not.toMatch(/Does not agree|Not known|NaN/);
  const again = await answer('run', path.join(folder, 'results.json'));
  const figuresOf = (ran: typeof again) =>
    (ran['figures'] as { kind: string }[]).filter(({ kind }) => kind !== 'seconds');
  expect(figuresOf(again)).toEqual(figuresOf(await answer('run', example)));
});

it('a criterion that a run misses is said to be missed', async () => {
  const document = {
    title: 'A test',
    source: 'Nobody 2000, Fig. 1',
    found: 'Nothing.',
    expect: 'Nothing.',
    experiment: { ...tiny, training: { ...tiny.training, epochs: 30 } },
    paper: {},
    criteria: [{ figure: 'naive.barrierOverMean', above: 1000, says: 'It is a mountain.' }],
  };
  const said = async (of: object) =>
    (await isthmus('run', writeDocument(folder, 'example.json', of))).out;
  expect(await said(document)).toMatch(
    /^Does not agree: It is a mountain\. Naive: barrier over the mean: \d/m,
  );
  expect(await said({ ...document, experiment: tiny })).toMatch(
    /^Not known: It is a mountain\. .* learned next to nothing here, so this tells neither way\.$/m,
  );
});

it('a network is led to one of other widths by transport', async () => {
  const made = path.join(folder, 'widths');
  const experiment = {
    ...tiny,
    alignment: { method: 'transport', samples: 200 },
    networks: [
      { initialisation: 1, order: 11, hidden: [6] },
      { initialisation: 2, order: 12 },
    ],
    curves: { kinds: [], ends: 'pi(A) and B' },
    plane: { ...tiny.plane, kind: 'random' },
  };
  await answer('run', writeDocument(folder, 'widths.json', experiment), '--out', made);
  const [a, b, aligned] = ['A', 'B', 'pi-A'].map((name) => path.join(made, `${name}.safetensors`));
  const sampled = ['--points', '3', '--samples', '200', '--dataset', tiny.dataset];
  const options = ['--align', 'transport', '--align-samples', '200'];
  const line = await answer('interpolate', a ?? '', b ?? '', ...sampled, ...options);
  const known = await answer('interpolate', aligned ?? '', b ?? '', ...sampled);
  const lossesOf = (of: typeof line) =>
    (of['points'] as { loss: number }[]).map(({ loss }) => loss);
  for (const [i, loss] of lossesOf(line).entries())
    expect(loss).toBeCloseTo(lossesOf(known)[i] ?? NaN, 4);
  const refused = await isthmus('interpolate', a ?? '', b ?? '', ...sampled);
  expect(refused).toMatchObject({ code: 2, out: '' });
});

it.each(['toString', '__proto__'])('a field named %s is refused as any other', async (name) => {
  const file = path.join(folder, 'fields.json');
  const document = JSON.parse(`{"version": 2, "${name}": 3}`) as object;
  writeDocument(folder, 'fields.json', document);
  const { code, err } = await isthmus('run', file);
  expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
  expect(err).toContain(name);
});
