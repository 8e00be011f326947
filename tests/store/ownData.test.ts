/** Data of one's own in an experiment, on a page, and from visit to visit. */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import 'fake-indexeddb/auto';
import type { OwnData } from '../../src/data/own';
import { fromFragment, toFragment } from '../../src/pipeline/address';
import { architectureOf, parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import { planOfExperiment } from '../../src/pipeline/experiment';
import { keyOf } from '../../src/pipeline/task';
import { readDocument } from '../../src/pipeline/documents';
import { withOwnData } from '../../src/store/ownData';
import { sortDropped } from '../../src/store/dropped';
import { progressText } from '../../src/ui/progress';
import { createArchive } from '../../src/worker/archive';
import { readOwnData } from '../../src/worker/ownData';
import type { Handlers } from '../../src/worker/serve';
import { store } from '../../src/worker/storage';
import { csvOf, idxOf, imagesOf, npzOf, type Form } from '../support/ownImages';
import { tinyStore, type TinyStore, type TinyStoreOptions } from '../support/tinyStore';

const images = imagesOf({ side: 6, channels: 1, train: 40, test: 20, classes: 3 });
const filesOf = (form: Form) => form.map(({ name, bytes }) => new File([bytes], name));
const read = (form: Form) => readOwnData(filesOf(form).map((file) => ({ name: file.name, file })));
const base = parseExperiment({ version: 3 });

describe('data of one’s own', () => {
  it('is known again by its images and labels, whatever form they come in', async () => {
    const [npz, idx, csv] = await Promise.all([npzOf, idxOf, csvOf].map((of) => read(of(images))));
    expect(npz!.own).toMatchObject({ name: 'own.npz', side: 6, channels: 1, classes: 3 });
    expect(idx!.own).toEqual({ ...npz!.own, name: 'train-images-idx3-ubyte and 3 more' });
    expect(csv!.own).toEqual({ ...npz!.own, name: 'train.csv and test.csv' });
    expect(npz!.dataset.train).toEqual(images.train);
    const other = imagesOf({ side: 6, channels: 1, train: 41, test: 20, classes: 3 });
    expect((await read(npzOf(other))).own.digest).not.toBe(npz!.own.digest);
  });

  it('is sorted out of what is dropped', async () => {
    for (const form of [npzOf(images), idxOf(images), idxOf(images, true), csvOf(images)])
      expect((await sortDropped(filesOf(form))).kind).toBe('own');
    const document = new File(['{"version":3}'], 'a.json');
    await expect(sortDropped([...filesOf(csvOf(images)), document])).rejects.toThrow(
      /files of a dataset by themselves/,
    );
  });

  it('gives networks its inputs and outputs, and an address names it', async () => {
    const { own } = await read(npzOf(images));
    const experiment = withOwnData(base, own);
    expect(architectureOf(experiment)).toMatchObject({ inputs: 36, outputs: 3 });
    expect(fromFragment(toFragment(experiment))).toEqual(experiment);
    // The same images under another name leave everything as it is, and have the same results.
    expect(withOwnData(experiment, { ...own, name: 'other' })).toBe(experiment);
    const keysOn = (data: OwnData) => {
      const plan = planOfExperiment(withOwnData(base, data));
      return [...plan.keys()].map((id) => keyOf(plan, id));
    };
    expect(keysOn({ ...own, name: 'other' })).toEqual(keysOn(own));
    const others = keysOn({ ...own, digest: 'f'.repeat(64) });
    for (const key of keysOn(own)) expect(others).not.toContain(key);
  });

  it('lets go of what does not fit it: files of networks, scalings of other images, pools', async () => {
    const small = imagesOf({ side: 3, channels: 3, train: 20, test: 9, classes: 2 });
    const { own } = await read(npzOf(small));
    const before = parseExperiment({
      version: 3,
      dataset: 'mnist',
      normalization: [{ mean: 0, standardDeviation: 1 }],
      network: { kind: 'cnn', layers: [4, 'avg', 4, 'avg', 4] },
      networks: [
        { initialisation: 1, order: 11, file: { name: 'a.safetensors' } },
        { initialisation: 2, order: 12 },
      ],
    });
    const after = withOwnData(before, own);
    expect(after.normalization).toBeNull();
    expect(after.networks[0]?.file).toBeNull();
    expect(after.network).toEqual({ kind: 'mlp', hidden: [64, 64] });
    expect(architectureOf(after)).toMatchObject({ inputs: 27, outputs: 2 });
  });

  it.each<[string, Partial<OwnData>]>([
    ['own.digest', { digest: 'abc' }],
    ['own.side', { side: 65 }],
    ['own.classes', { classes: 1 }],
    ['own.normalization', { channels: 3 }],
  ])('is refused in a document where %s is wrong', async (_, wrong) => {
    const { own } = await read(npzOf(images));
    expect(() =>
      parseExperiment({ version: 3, dataset: 'own', own: { ...own, ...wrong } }),
    ).toThrow(RangeError);
  });
});

describe('a page', () => {
  let opened: TinyStore | null = null;
  afterEach(() => opened?.close());

  it('turns to it, trains on it, keeps it if asked, and removes it', async () => {
    const { own, dataset } = await read(npzOf(images));
    const kept: string[] = [];
    const change = (handlers: Handlers): Handlers => ({
      ...handlers,
      // What is in a file does not pass between Node's threads.
      readOwn: () => Promise.resolve({ own, dataset: store(dataset), kept: false }),
      keep: ({ name }) => (kept.push(name.own?.digest ?? ''), Promise.resolve(null)),
      removeDataset: ({ name }) => (kept.push(`not ${name.own?.digest}`), Promise.resolve(null)),
    });
    opened = tinyStore({ change });
    const { state, until, train, idle, importOwn, keepDataset, removeDataset } = opened;
    await until(({ data }) => data.status === 'ready');
    await importOwn([new File(['bytes'], 'own.npz')]);
    expect(state().experiment).toMatchObject({ dataset: 'own', own: { name: 'own.npz' } });
    expect(state().data).toEqual({ status: 'ready', kept: false });
    expect(state().notices).toEqual([]);
    train();
    await idle();
    expect(state().tasks['networkA']?.status).toBe('done');
    await keepDataset();
    expect(state().data).toEqual({ status: 'ready', kept: true });
    await removeDataset();
    expect(state().data.status).toBe('missing');
    expect(kept).toEqual([own.digest, `not ${own.digest}`]);
  });

  it('says what is wrong with it, and stays as it was', async () => {
    const change = (handlers: Handlers): Handlers => ({
      ...handlers,
      readOwn: () => Promise.reject(new RangeError('Expected another file.')),
    });
    opened = tinyStore({ change });
    const { state, until, importOwn } = opened;
    await until(({ data }) => data.status === 'ready');
    await importOwn([new File(['bytes'], 'own.npz')]);
    expect(state().experiment.dataset).toBe('fashion-mnist');
    expect(state().notices.map(({ text }) => text)).toEqual(['Expected another file.']);
  });
});

describe('from visit to visit', () => {
  const visits: TinyStore[] = [];
  beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()));
  afterEach(() => {
    for (const page of visits.splice(0)) page.close();
    vi.unstubAllGlobals();
  });

  /** A page to which files bring `data`, in whose browser the data is kept or not. */
  const visit = (
    data: Awaited<ReturnType<typeof read>>,
    { kept = false, ...options }: TinyStoreOptions & { readonly kept?: boolean } = {},
  ) => {
    const change = (handlers: Handlers): Handlers => ({
      ...handlers,
      readOwn: () => Promise.resolve({ ...data, dataset: store(data.dataset), kept }),
      load: (request, context) =>
        request.name.dataset === 'own'
          ? Promise.resolve(kept ? store(data.dataset) : null)
          : handlers.load(request, context),
    });
    const page = tinyStore({ archive: createArchive(), change, ...options });
    visits.push(page);
    return page;
  };
  const drop = (page: TinyStore) => page.importOwn([new File(['bytes'], 'any')]);
  const isDone = (page: TinyStore) =>
    page.until(() => JSON.stringify(page.statuses()) === JSON.stringify(page.all('done')));
  /** Trains on the data and leaves. */
  const trained = async (data: Awaited<ReturnType<typeof read>>) => {
    const first = visit(data);
    await first.until(({ data: state }) => state.status === 'ready');
    await drop(first);
    first.train();
    await first.idle();
    expect(first.statuses()).toEqual(first.all('done'));
    await first.session.keeper?.written();
    await first.session.records?.written();
    return first.state().experiment;
  };

  it('what was computed on it comes back once the same images are there, and not before', async () => {
    const data = await read(npzOf(images));
    const experiment = await trained(data);
    const archive = createArchive();
    const take = vi.spyOn(archive, 'take');
    const second = visit(data, { edit: () => experiment, archive });
    await second.until(({ data: state }) => state.status === 'missing');
    second.look({ alpha: 0.25 });
    second.edit({ ...experiment, plane: { ...experiment.plane, grid: 7 } });
    second.edit(experiment);
    await second.until(({ data: state }) => state.status === 'missing');
    expect(take).not.toHaveBeenCalled();
    expect(second.statuses()).toEqual(second.all('idle'));
    await drop(second);
    await isDone(second);
    expect(second.jobs).toEqual([]);
  });

  it('it comes back by itself where the browser keeps the images', async () => {
    const data = await read(npzOf(images));
    const experiment = await trained(data);
    const second = visit(data, { edit: () => experiment, kept: true });
    await isDone(second);
    expect(second.jobs).toEqual([]);
    expect(second.state().data).toEqual({ status: 'ready', kept: true });
  });

  it('a run waits for the images, and then computes nothing again', async () => {
    const data = await read(npzOf(images));
    const experiment = await trained(data);
    const second = visit(data, { edit: () => experiment, kept: true });
    second.train();
    await second.idle();
    expect(second.statuses()).toEqual(second.all('done'));
    expect(second.jobs).toEqual([]);
  });

  it('a saved document shows its results, and asks for the images', async () => {
    const data = await read(npzOf(images));
    const first = visit(data);
    await first.until(({ data: state }) => state.status === 'ready');
    await drop(first);
    first.train();
    await first.idle();
    const elsewhere = tinyStore({
      change: (handlers) => ({
        ...handlers,
        load: (request, context) =>
          request.name.dataset === 'own' ? Promise.resolve(null) : handlers.load(request, context),
      }),
    });
    visits.push(elsewhere);
    await elsewhere.until(({ data: state }) => state.status === 'ready');
    elsewhere.open(readDocument('a.json', first.save()));
    await elsewhere.until(({ data: state }) => state.status === 'missing');
    expect(elsewhere.state().experiment).toEqual(first.state().experiment);
    expect(elsewhere.statuses()).toMatchObject({ networkA: 'idle', naive: 'done', plane: 'done' });
    expect(progressText({ ...elsewhere.state(), overall: null })).toBe('Bring own.npz first');
  });

  it('it comes back for the same images in files of another name, and for no others', async () => {
    const data = await read(npzOf(images));
    await trained(data);
    const csv = visit(await read(csvOf(images)));
    await csv.until(({ data: state }) => state.status === 'ready');
    await drop(csv);
    expect(csv.state().experiment.own?.name).toBe('train.csv and test.csv');
    await isDone(csv);
    expect(csv.jobs).toEqual([]);
    const altered = imagesOf({ side: 6, channels: 1, train: 40, test: 20, classes: 3 });
    altered.test.images[0]! ^= 1;
    const other = visit(await read(npzOf(altered)));
    await other.until(({ data: state }) => state.status === 'ready');
    await drop(other);
    await other.session.records?.find(other.state().experiment);
    expect(other.statuses()).toEqual(other.all('idle'));
  });
});
