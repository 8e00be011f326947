/** What the searches for low loss in the middle share: images, progress, and the best permutations so far. */
import type { Architecture } from '../../model/architecture';
import { permute, type Permutation } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import type { DatasetEngine, Loss } from '../../engine/engine';
import { midpoint } from './midpoint';

export interface JudgeOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  readonly loss: Loss;
  /** First training images on which permutations are judged. */
  readonly samples: number;
}

export interface SearchOptions extends JudgeOptions {
  readonly steps: number;
  readonly seed: number;
}

export interface SearchProgress {
  /** Steps taken. */
  readonly step: number;
  readonly steps: number;
  /** Lowest loss of `(pi(A) + B) / 2` so far; never rises. Infinity before any permutation is judged. */
  readonly loss: number;
}

export interface Found {
  /** One for each hidden layer. */
  readonly permutations: readonly Permutation[];
  /** Loss of `(pi(A) + B) / 2` on the images that judge. */
  readonly loss: number;
}

/** Judges permutations, each of them once while they stay the same, and remembers the best. */
export interface Judge {
  /** Loss of `(pi(A) + B) / 2`. */
  loss(permutations: readonly Permutation[]): Promise<number>;
  /** The best so far. */
  best(): Found;
}

export function judgeOf(
  engine: DatasetEngine,
  { architecture, a, b, loss, samples }: JudgeOptions,
): Judge {
  const options = { architecture, loss, samples, split: 'train' } as const;
  let last: Found | null = null;
  let best: Found | null = null;
  return {
    async loss(permutations) {
      if (last !== null && alike(last.permutations, permutations)) return last.loss;
      const permuted = permute(architecture, a, permutations);
      const middle = await midpoint(engine, options, permuted, b);
      last = { permutations: permutations.slice(), loss: middle.loss };
      if (best === null || middle.loss < best.loss) best = last;
      return middle.loss;
    },
    best() {
      if (best === null) throw new Error('internal: no permutation has been judged');
      return best;
    },
  };
}

function alike(p: readonly Permutation[], q: readonly Permutation[]): boolean {
  return p.every((own, l) => own.every((j, i) => q[l]![i] === j));
}
