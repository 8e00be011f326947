import { afterEach, describe, expect, it } from 'vitest';
import { DatasetError } from '../../src/data/idx';
import type { State } from '../../src/store/state';
import { createIsthmus } from '../../src/store/store';
import type { Handlers } from '../../src/worker/serve';
import { channelPool, type ChannelPool } from '../support/channelPool';

let opened: ChannelPool | null = null;
afterEach(() => opened?.close());

/** A store whose workers take one file, and keep what `keep` lets them. */
function open(keep: Handlers['keep']) {
  const change = (handlers: Handlers): Handlers => ({
    ...handlers,
    load: async (request, context) => {
      if (request.dataset !== 'cifar-10') return handlers.load(request, context);
      // What is in a file does not pass between Node's threads.
      const count = request.files?.length ?? 0;
      if (count === 0) return null;
      if (count > 1) throw new DatasetError('one too many');
      return handlers.load(request, context);
    },
    keep,
  });
  const store = createIsthmus({
    openPool: (told) => (opened = channelPool({ change }, told)).pool,
    engineChoice: 'wasm',
    ...{ base: '', version: 'test' },
  });
  store.getState().start();
  const until = (condition: (state: State) => boolean) =>
    new Promise<void>((resolve) => {
      const look = (state: State) => {
        if (!condition(state)) return;
        stop();
        resolve();
      };
      const stop = store.subscribe(look);
      look(store.getState());
    });
  const turnTo = (dataset: 'mnist' | 'cifar-10') =>
    store.getState().edit({ ...store.getState().experiment, dataset });
  return { store, until, turnTo, ready: () => until(({ data }) => data.status === 'ready') };
}

const kept: Handlers['keep'] = () => Promise.resolve(null);
const file = new File(['bytes'], 'name');

describe('a dataset that the page does not come with', () => {
  it('is missing until its files are brought; training waits for them', async () => {
    const { store, until, turnTo, ready } = open(kept);
    await ready();
    turnTo('cifar-10');
    await until(({ data }) => data.status === 'missing');
    store.getState().train();
    await until(({ busy }) => !busy);
    expect(store.getState().data).toEqual({ status: 'missing' });
    await store.getState().bring('cifar-10', [file]);
    await until(({ data }) => data.status === 'ready' && data.kept);
  });

  it('is turned to when its files are brought while another is chosen', async () => {
    const { store, ready } = open(kept);
    await ready();
    await store.getState().bring('cifar-10', [file]);
    expect(store.getState().experiment.dataset).toBe('cifar-10');
    expect(store.getState().data.status).toBe('ready');
  });

  it('leaves the one before in its place when the files are wrong, and says why', async () => {
    const { store, ready } = open(kept);
    await ready();
    await store.getState().bring('cifar-10', [file, file]);
    await ready();
    expect(store.getState().experiment.dataset).toBe('fashion-mnist');
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['one too many']);
  });

  it('is there for the visit where the browser does not keep it', async () => {
    const full = () => Promise.reject(new Error('no room'));
    const { store, until } = open(full);
    await store.getState().bring('cifar-10', [file]);
    await until(({ notices }) => notices.length > 0);
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['no room']);
    expect(store.getState().data).toEqual({ status: 'ready', kept: false });
  });

  it('is not read while something runs', async () => {
    const { store, ready } = open(kept);
    await ready();
    store.getState().train();
    await store.getState().bring('cifar-10', [file]);
    expect(store.getState().experiment.dataset).toBe('fashion-mnist');
    expect(store.getState().notices[0]?.text).toMatch(/^Files are read when nothing runs/);
    store.getState().cancel();
  });
});
