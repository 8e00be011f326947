/**
 * A plane along two random directions from a network, with filter normalisation (Li et al. 2018, section 4): each
 * filter of a direction has the length of the network's own filter, so that pictures of different networks compare.
 */
import type { Architecture } from '../../model/architecture';
import { layoutOf, view } from '../../model/layout';
import type { Random } from '../../model/random';
import { combine, type Weights } from '../../model/weights';
import type { Frame } from './frame';

/**
 * A random direction, a new buffer owned by the caller. A filter is all that goes into one unit or channel; biases are
 * left out, and where the network's filter is zero so is the direction's.
 */
export function randomDirection(
  architecture: Architecture,
  center: Weights,
  random: Random,
): Weights {
  const direction = new Float32Array(center.length);
  for (const tensor of layoutOf(architecture).tensors) {
    const [filters = 0, ...rest] = tensor.shape;
    if (rest.length === 0) continue;
    const size = tensor.size / filters;
    const [from, to] = [view(center, tensor), view(direction, tensor)];
    for (let f = 0; f < filters; f++) {
      const draws = Float64Array.from({ length: size }, () => random.normal());
      const factor = length(from.subarray(f * size, (f + 1) * size)) / length(draws);
      if (Number.isFinite(factor))
        to.set(
          draws.map((d) => factor * d),
          f * size,
        );
    }
  }
  return direction;
}

/**
 * The network and the ends of two directions drawn from `random`: the anchors of the plane. Each direction is as long
 * as the network's weights, so that (1, 0) is Li et al.'s 1.
 *
 * @throws RangeError for a network whose filters are all zero
 */
export function randomAnchors(
  architecture: Architecture,
  center: Weights,
  random: Random,
): Frame['anchors'] {
  const filters = layoutOf(architecture).tensors.filter(({ shape }) => shape.length > 1);
  if (filters.every((tensor) => view(center, tensor).every((w) => w === 0)))
    throw new RangeError(
      'Expected a network with weights to draw directions as long as they are, got one whose every filter is zero. Choose another center for the plane.',
    );
  const along = () => combine([center, randomDirection(architecture, center, random)], [1, 1]);
  return [center, along(), along()];
}

/** A point beside A, in a random direction and as far as B is: a new buffer owned by the caller. */
export function beside(a: Weights, b: Weights, random: Random): Weights {
  const drawn = Float64Array.from(a, () => random.normal());
  const factor = length(a.map((x, i) => b[i]! - x)) / length(drawn);
  return a.map((x, i) => x + factor * drawn[i]!);
}

function length(values: ArrayLike<number>): number {
  let square = 0;
  for (let i = 0; i < values.length; i++) square += values[i]! ** 2;
  return Math.sqrt(square);
}
