import { afterEach, describe, expect, it } from 'vitest';
import type { Classification, JobMap, PredictionPath } from '../../src/jobs/jobs';
import type { PathName } from '../../src/jobs/paths';
import { ALONG_PATHS, createAsking, type Ask, type Said } from '../../src/store/asking';
import { tinyStore, withSeedsOfB, type TinyStore } from '../support/tinyStore';

interface Wanted {
  readonly alphas: readonly number[];
}

let opened: TinyStore | null = null;
afterEach(() => opened?.close());

const CLASSIFY: Ask<Wanted, Classification, PredictionPath> = (
  { pool },
  { whole: path, ...about },
  { alphas },
) => pool.run('classify', { ...about, path, alphas, images: { first: 5, split: 'test' } });

/** A page whose pipeline has run, what is said of its paths, and what workers were asked. */
async function trained(ask = CLASSIFY) {
  const asked: JobMap['classify']['request'][] = [];
  const page = (opened = tinyStore({
    change: (handlers) => ({
      ...handlers,
      classify(request, context) {
        asked.push(request);
        return handlers.classify(request, context);
      },
    }),
  }));
  page.train();
  await page.idle();
  const said = new Map<PathName, Said<Wanted, Classification>>();
  let look: () => void = () => undefined;
  const { workspace, session } = page;
  const asking = createAsking(workspace, session, ALONG_PATHS, ask, (path, answer) => {
    said.set(path, answer);
    look();
  });
  const want = (paths: readonly PathName[], wanted: Wanted) =>
    asking.want(new Map(paths.map((path) => [path, wanted])));
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (condition()) resolve();
      };
      look();
    });
  const answered = (wanted: Wanted, paths: readonly PathName[]) =>
    until(() => paths.every((path) => said.get(path)?.wanted === wanted));
  return { ...page, asked, said, asking, want, until, answered };
}

const PATHS = ['naive', 'permuted'] as const;

describe('what is asked of networks along paths', () => {
  it('is answered for every path, and its weights are sent to each worker once', async () => {
    const { want, answered, said, asked } = await trained();
    for (const alpha of [0, 0.25, 0.5]) {
      const wanted = { alphas: [alpha] };
      want(PATHS, wanted);
      await answered(wanted, PATHS);
    }
    // At A both are the same function.
    expect(said.get('naive')?.answer?.decided).toHaveLength(5);
    expect(asked.filter(({ path }) => path !== null).length).toBeLessThanOrEqual(2 * 2);
  });

  it('is only the latest of many, and every path has its turn', async () => {
    const { want, answered, asked } = await trained();
    let wanted = { alphas: [0] };
    want(PATHS, wanted);
    await answered(wanted, PATHS);
    const before = asked.length;
    for (let step = 0; step <= 100; step++) want(PATHS, (wanted = { alphas: [step / 100] }));
    await answered(wanted, PATHS);
    expect(asked.length - before).toBeLessThanOrEqual(2 * 2 * 2);
  });

  it('is asked again when the networks change, and not while others are trained', async () => {
    const { want, answered, until, said, edit, train, tiny, idle, state } = await trained();
    const wanted = { alphas: [0.5] };
    want(PATHS, wanted);
    await answered(wanted, PATHS);
    const key = said.get('naive')?.key;
    edit(withSeedsOfB(tiny, 9, 9));
    train();
    expect(state().busy).toBe(true);
    await idle();
    await until(() => said.get('naive')?.key !== key);
  });

  it('says what failed, and does not ask the same again', async () => {
    let asks = 0;
    const { asking, want, until, said } = await trained(() => {
      asks++;
      return Promise.reject(new RangeError('Expected room, got none: close something.'));
    });
    want(['naive'], { alphas: [0.5] });
    await until(() => said.get('naive')?.error === 'Expected room, got none: close something.');
    want(['naive'], said.get('naive')!.wanted);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asks).toBe(1);
    asking.close();
  });
});
