/**
 * The straight-through estimator: minimise the loss of `(pi(A) + B) / 2` over pi (Ainsworth et al. 2023, "Git Re-Basin",
 * section 3.3). Free weights theta start at B; at each step pi is the permutation that brings A nearest to theta, and
 * theta follows the gradient at the middle as if `pi(A)` were theta itself:
 *
 *     pi = argmax <theta, pi(A)>,    theta <- theta - rate * dL((pi(A) + B) / 2) / d pi(A)
 *
 * The authors permute B to match A, and keep the permutation of the lowest batch loss. Here A is permuted, and each
 * new permutation is judged on the same images, as the loss of a batch is luck.
 */
import { hiddenWidths } from '../../model/architecture';
import { identity, permute } from '../../model/permutation';
import { randomFrom } from '../../model/random';
import type { DatasetEngine } from '../../engine/engine';
import { batchesOf } from '../batches';
import { mapProgress } from '../mapProgress';
import { optimizerOf } from '../optimizer';
import { ascend } from './ascent';
import { HALVES } from './midpoint';
import { judgeOf, type Found, type SearchOptions, type SearchProgress } from './search';

export interface StraightThroughOptions extends SearchOptions {
  /** Images in the training split, of which batches are drawn. */
  readonly trainingSamples: number;
  /** Images in a batch; the authors take 1,000. */
  readonly batch: number;
  /** Above 0; the authors take 0.01, with a momentum of 0.9. */
  readonly learningRate: number;
}

/** Searches from the result of weight matching on; what it finds is never worse than that on the images that judge. */
export async function* matchStraightThrough(
  engine: DatasetEngine,
  options: StraightThroughOptions,
): AsyncGenerator<SearchProgress, Found, void> {
  const { architecture, a, b, loss, trainingSamples, batch, learningRate, steps, seed } = options;
  const theta = b.slice();
  const sgd = { kind: 'sgd', learningRate, momentum: 0.9, weightDecay: 0 } as const;
  const optimizer = optimizerOf(sgd, theta);
  const random = randomFrom(seed);
  const batches = batchesOf({ trainingSamples, batch, draw: () => [], seed });
  const judge = judgeOf(engine, options);
  let permutations = hiddenWidths(architecture).map(identity);
  for (let step = 0; ; step++) {
    const projection = ascend({
      architecture,
      random,
      terms: [{ a, b: theta }],
      start: permutations,
    });
    const lowest = step === 0 ? Infinity : judge.best().loss;
    const projected = yield* mapProgress(projection, () => ({ step, steps, loss: lowest }));
    permutations = [...projected.permutations];
    await judge.loss(permutations);
    yield { step, steps, loss: judge.best().loss };
    if (step === steps) return judge.best();
    const { gradients } = await engine.gradient({
      architecture,
      loss,
      split: 'train',
      indices: batches.take(1, batch).indices,
      combinations: { basis: [permute(architecture, a, permutations), b], coefficients: HALVES },
    });
    optimizer.step(gradients[0]!.map((g) => g / 2));
  }
}
