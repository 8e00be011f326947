import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import { ENGINES } from '../support/engines';
import { deviations, PARITY_CASES } from '../support/parity';

describe.each(ENGINES)('%s', (_, create) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.dispose());

  it.each(PARITY_CASES)('agrees with the oracle on $name', async (test) => {
    const found = await deviations(engine, test);
    expect(found.filter(({ error, allowed }) => !(error <= allowed))).toEqual([]);
  });
});
