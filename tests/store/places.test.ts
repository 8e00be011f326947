import { afterEach, describe, expect, it } from 'vitest';
import type { JobMap, PlacesResult } from '../../src/jobs/jobs';
import { PLANE } from '../../src/pipeline/kinds/pair/refs';
import { createAsking, type Said } from '../../src/store/asking';
import { EVALUATE_PLACES, ON_PLANE, type AskedPlaces } from '../../src/store/places';
import { tinyStore, type TinyStore } from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());

const at = (...places: number[]): AskedPlaces => ({ places: Float64Array.from(places) });

/** A page whose pipeline has run, and what is said of places of its plane. */
async function trained() {
  const asked: JobMap['places']['request'][] = [];
  const page = (opened = tinyStore({
    change: (handlers) => ({
      ...handlers,
      places(request, context) {
        asked.push(request);
        return handlers.places(request, context);
      },
    }),
  }));
  page.train();
  await page.idle();
  const said = new Map<string, Said<AskedPlaces, PlacesResult>>();
  let look: () => void = () => undefined;
  const { workspace, session } = page;
  const asking = createAsking(workspace, session, ON_PLANE, EVALUATE_PLACES, (name, answer) => {
    said.set(name, answer);
    look();
  });
  /** What is said of all that is wanted. */
  const ask = (wanted: Readonly<Record<string, AskedPlaces>>) => {
    const wishes = new Map(Object.entries(wanted));
    asking.want(wishes);
    return new Promise<typeof said>((resolve) => {
      look = () => {
        if ([...wishes].every(([name, places]) => said.get(name)?.wanted === places)) resolve(said);
      };
      look();
    });
  };
  return { ...page, asked, ask };
}

describe('the networks at places of the plane', () => {
  it('have the losses of its grid points, as few images as these are', async () => {
    const { ask, result } = await trained();
    const { grid, loss, accuracy } = result(PLANE);
    const cells = [0, 7, 24];
    const places = at(
      ...cells.flatMap((cell) => [
        grid.x[cell % grid.size]!,
        grid.y[Math.floor(cell / grid.size)]!,
      ]),
    );
    const answer = (await ask({ drawn: places })).get('drawn')?.answer;
    cells.forEach((cell, i) => {
      expect(answer?.loss[i]).toBeCloseTo(loss[cell]!, 5);
      expect(answer?.accuracy[i]).toBe(accuracy[cell]);
    });
  });

  it('are asked by name, only anew where they have changed, and the latest only', async () => {
    const { ask, asked } = await trained();
    const straight = at(0, 0, 1, 0);
    await ask({ straight, drawn: at(0, 0, 0.5, 0.5, 1, 0) });
    const before = asked.length;
    const all = Array.from({ length: 50 }, (_, i) => at(0, 0, 0.5, i / 50, 1, 0));
    await Promise.race(all.slice(0, -1).map((drawn) => ask({ straight, drawn })));
    await ask({ straight, drawn: all.at(-1)! });
    expect(asked.length - before).toBeLessThanOrEqual(2 * 3);
    // Each of two workers is given the networks once.
    expect(asked.filter(({ plane }) => plane !== null).length).toBeLessThanOrEqual(2);
    expect(asked.filter(({ places }) => places === straight.places).length).toBeLessThanOrEqual(2);
  });
});
