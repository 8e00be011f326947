/** All permutations of a network's hidden units, where they are few enough to look at each. */
import { hiddenWidths, type Architecture } from './architecture';
import { identity, type Permutation } from './permutation';

/** Those of one layer of 7 units. */
export const MAX_PERMUTATIONS = 5040;

/** How many there are: the product of `n!` over the hidden layers; may be infinite as a float. */
export function permutationCount(architecture: Architecture): number {
  let count = 1;
  for (const units of hiddenWidths(architecture)) for (let n = 2; n <= units; n++) count *= n;
  return count;
}

/** Every combination of one permutation for each hidden layer, the identity first; owned by the caller. */
export function* everyPermutation(architecture: Architecture): Generator<Permutation[], void> {
  yield* combinationsOf(hiddenWidths(architecture));
}

function* combinationsOf([units, ...others]: readonly number[]): Generator<Permutation[], void> {
  if (units === undefined) {
    yield [];
    return;
  }
  for (const own of permutationsOf(units))
    for (const rest of combinationsOf(others)) yield [own.slice(), ...rest];
}

/** In the order of a dictionary: the next one exchanges the last unit that may rise, and turns round what follows. */
function* permutationsOf(units: number): Generator<Permutation, void> {
  const p = identity(units);
  for (;;) {
    yield p;
    let rises = units - 2;
    while (rises >= 0 && p[rises]! > p[rises + 1]!) rises--;
    if (rises < 0) return;
    let above = units - 1;
    while (p[above]! < p[rises]!) above--;
    [p[rises], p[above]] = [p[above]!, p[rises]!];
    p.subarray(rises + 1).reverse();
  }
}
