/** Moments of activations that numbers can hold: what every matching by activations begins with. */
import type { DatasetEngine, Moments, MomentsOptions } from '../../engine/engine';

/**
 * The engine's moments.
 *
 * @throws RangeError that names the network and the layer where activations overflow
 */
export async function finiteMoments(
  engine: DatasetEngine,
  options: MomentsOptions,
): Promise<Moments[]> {
  const all = await engine.moments(options);
  for (const [l, { squareA, squareB, product }] of all.entries()) {
    const names = [squareA, squareB].flatMap((squares, k) =>
      squares.every(Number.isFinite) ? [] : [k === 0 ? 'A' : 'B'],
    );
    if (names.length > 0 || !product.every(Number.isFinite))
      throw new RangeError(
        `Expected activations that numbers can hold, got those of ${names.join(' and ') || 'A and B'} that overflow in hidden layer ${l + 1}. The weights are too large, as after a training that diverged: match by weights, or train at a lower learning rate.`,
      );
  }
  return all;
}
