/** Data of one's own from the terminal, in each form, and broken. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Kept } from '../../src/cli/results';
import { csvOf, idxOf, imagesOf, npzOf, type Form } from '../support/ownImages';
import { answer, isthmus } from './program';
import { tiny, writeDocument } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const images = imagesOf({ side: 6, channels: 1, train: 60, test: 30, classes: 3 });
const written = (form: Form) =>
  form.map(({ name, bytes }) => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  });
const data = (form: Form) => written(form).flatMap((file) => ['--data', file]);
const document = (changes: object = {}) =>
  writeDocument(folder, 'own.json', { ...tiny, dataset: 'own', ...changes });
const resultsIn = (name: string) =>
  JSON.parse(readFileSync(path.join(folder, name, 'results.json'), 'utf8')) as Kept;

/** Of a run, but for what took how long. */
async function figuresOf(...words: string[]) {
  const { figures } = await answer('run', ...words);
  return (figures as { kind: string }[]).filter(({ kind }) => kind !== 'seconds');
}

it('trains on it and measures on it, the same in every form', async () => {
  const out = path.join(folder, 'npz');
  const figures = await figuresOf(document(), ...data(npzOf(images)), '--out', out);
  const { experiment } = resultsIn('npz').runs[0]!;
  expect(experiment.own).toMatchObject({ name: 'own.npz', side: 6, classes: 3 });
  for (const form of [idxOf(images, true), csvOf(images)])
    expect(await figuresOf(document(), ...data(form))).toEqual(figures);
  // The document that was written names the images, which files of another name may hold.
  const again = writeDocument(folder, 'again.json', experiment);
  expect(await figuresOf(again, ...data(csvOf(images)))).toEqual(figures);
  const a = path.join(out, 'A.safetensors');
  const measured = await isthmus('evaluate', a, '--dataset', 'own', ...data(csvOf(images)));
  expect(measured.out).toMatch(/images +train\.csv and test\.csv, test, 30\n/);
});

it('refuses other images than a document names, none at all, and broken ones', async () => {
  const out = path.join(folder, 'named');
  await answer('run', document(), ...data(npzOf(images)), '--out', out);
  const named = writeDocument(folder, 'named.json', resultsIn('named').runs[0]!.experiment);
  const others = imagesOf({ side: 6, channels: 1, train: 61, test: 30, classes: 3 });
  const refused = async (message: RegExp, ...words: string[]) => {
    const { code, err } = await isthmus('run', ...words);
    expect([code, err]).toEqual([2, expect.stringMatching(message) as string]);
    expect(err.trim().split('\n')).toHaveLength(1);
  };
  await refused(
    /--data: expected the images of the experiment, of SHA-256 \w{64}, got own\.npz of/,
    named,
    ...data(npzOf(others)),
  );
  await refused(/own: expected its files with --data/, document());
  const [whole] = npzOf(images);
  const cut = [{ name: 'cut.npz', bytes: whole!.bytes.slice(0, 900) }];
  await refused(/cut\.npz: expected a whole zip file/, document(), ...data(cut));
});
