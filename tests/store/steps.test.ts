import { expect, it } from 'vitest';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { stepBack, stepForth, stepFrom, type Steps } from '../../src/store/steps';

const quick = PRESETS['quick-look'].experiment;
const at = (epochs: number) => ({ ...quick, training: { ...quick.training, epochs } });

it('goes back through the last twenty experiments and forth again', () => {
  let steps: Steps = { past: [], future: [] };
  for (let epochs = 1; epochs <= 25; epochs++) steps = stepFrom(steps, at(epochs));
  let now = at(26);
  const seen: number[] = [];
  for (let back = stepBack(steps, now); back !== null; back = stepBack(steps, now)) {
    ({ experiment: now } = back);
    steps = back;
    seen.push(now.training.epochs);
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => 25 - i));
  for (let forth = stepForth(steps, now); forth !== null; forth = stepForth(steps, now)) {
    ({ experiment: now } = forth);
    steps = forth;
  }
  expect(now).toEqual(at(26));
  expect(stepBack(stepFrom(steps, now), at(3))?.experiment).toEqual(at(26));
});
