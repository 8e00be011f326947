import { afterEach, describe, expect, it } from 'vitest';
import { DatasetError } from '../../src/data/idx';
import type { Handlers } from '../../src/worker/serve';
import { tinyStore, type TinyStore } from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());

/** A page whose workers take one file, and keep what `keep` lets them. */
function open(keep: Handlers['keep']) {
  const change = (handlers: Handlers): Handlers => ({
    ...handlers,
    load: async (request, context) => {
      if (request.name.dataset !== 'cifar-10') return handlers.load(request, context);
      // What is in a file does not pass between Node's threads.
      const count = request.files?.length ?? 0;
      if (count === 0) return null;
      if (count > 1) throw new DatasetError('one too many');
      return handlers.load(request, context);
    },
    keep,
  });
  const page = (opened = tinyStore({ change }));
  const turnTo = (dataset: 'mnist' | 'cifar-10') =>
    page.edit({ ...page.state().experiment, dataset });
  const ready = () => page.until(({ data }) => data.status === 'ready');
  return { ...page, turnTo, ready };
}

const kept: Handlers['keep'] = () => Promise.resolve(null);
const file = new File(['bytes'], 'name');

describe('a dataset that the page does not come with', () => {
  it('is missing until its files are imported; training waits for them', async () => {
    const { until, idle, turnTo, ready, train, importDataset, state } = open(kept);
    await ready();
    turnTo('cifar-10');
    await until(({ data }) => data.status === 'missing');
    train();
    await idle();
    expect(state().data).toEqual({ status: 'missing' });
    await importDataset('cifar-10', [file]);
    await until(({ data }) => data.status === 'ready' && data.kept);
  });

  it('is turned to when its files are imported while another is chosen', async () => {
    const { ready, importDataset, state } = open(kept);
    await ready();
    await importDataset('cifar-10', [file]);
    expect(state().experiment.dataset).toBe('cifar-10');
    expect(state().data.status).toBe('ready');
  });

  it('leaves the one before in its place when the files are wrong, and says why', async () => {
    const { ready, importDataset, state } = open(kept);
    await ready();
    await importDataset('cifar-10', [file, file]);
    await ready();
    expect(state().experiment.dataset).toBe('fashion-mnist');
    expect(state().notices.map(({ text }) => text)).toEqual(['one too many']);
  });

  it('is there for the visit where the browser does not keep it', async () => {
    const full = () => Promise.reject(new Error('no room'));
    const { until, importDataset, state } = open(full);
    await importDataset('cifar-10', [file]);
    await until(({ notices }) => notices.length > 0);
    expect(state().notices.map(({ text }) => text)).toEqual(['no room']);
    expect(state().data).toEqual({ status: 'ready', kept: false });
  });

  it('is not read while something runs', async () => {
    const { ready, train, stop, importDataset, state } = open(kept);
    await ready();
    train();
    await importDataset('cifar-10', [file]);
    expect(state().experiment.dataset).toBe('fashion-mnist');
    expect(state().notices[0]?.text).toMatch(/^Files are read when nothing runs/);
    stop();
  });
});
