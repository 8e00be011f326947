/** What the name of a tensor says: which layer it is of, and what it is there. */

/** What a tensor is in its layer. */
export type Role =
  | 'weight'
  /** A weight whose first axes are its inputs. */
  | 'kernel'
  | 'bias'
  /** What a normalisation multiplies by, where the name says so. */
  | 'gamma'
  | 'beta'
  | 'mean'
  | 'variance'
  /** Of a pruned network: the weight before, and what is left of it. */
  | 'weight_orig'
  | 'weight_mask'
  | 'bias_orig'
  | 'bias_mask'
  /** Of weight normalisation: length and direction. */
  | 'weight_g'
  | 'weight_v'
  /** Counters and what an optimizer keeps. */
  | 'bookkeeping';

export interface TensorName {
  /** What precedes the role; the tensors of a layer have it in common. */
  readonly owner: string;
  readonly role: Role;
}

const ROLES: Readonly<Record<string, Role>> = {
  weight: 'weight',
  bias: 'bias',
  kernel: 'kernel',
  gamma: 'gamma',
  scale: 'gamma',
  beta: 'beta',
  running_mean: 'mean',
  moving_mean: 'mean',
  mean: 'mean',
  running_var: 'variance',
  moving_variance: 'variance',
  var: 'variance',
  weight_orig: 'weight_orig',
  weight_mask: 'weight_mask',
  bias_orig: 'bias_orig',
  bias_mask: 'bias_mask',
  weight_g: 'weight_g',
  weight_v: 'weight_v',
  num_batches_tracked: 'bookkeeping',
  seed_generator_state: 'bookkeeping',
  total_ops: 'bookkeeping',
  total_params: 'bookkeeping',
};

/** What Flax puts before the names of layers: the kind of their variables. */
const COLLECTION = /^(params|batch_stats|variables)[./](?=.*[./])/s;

const BOOKKEEPING =
  /^(optimizer|optimizer_state|opt_state|optim|adam|adamw|sgd|rmsprop|training|iterations?|step|global_step|epoch|rng|seed)([._/:]|\d*$)/i;

/** Null where the name says nothing. */
export function tensorNameOf(name: string): TensorName | null {
  if (BOOKKEEPING.test(name)) return { owner: '', role: 'bookkeeping' };
  // `:0` is the output of an operation in TensorFlow.
  const path = withoutCollections(name.replace(/:\d+$/, ''));
  const [, before = '', last = ''] = /^(?:(.*)[./])?([^./]*)$/s.exec(path) ?? [];
  const role = Object.hasOwn(ROLES, last) ? ROLES[last] : undefined;
  return role === undefined ? null : { owner: before, role };
}

/** `variables/params/Dense_0/kernel` as `Dense_0/kernel`. */
const withoutCollections = (path: string) => path.replace(COLLECTION, '').replace(COLLECTION, '');

/**
 * Sorts names by the numbers in them: `fc2` before `fc10`, `dense` before `dense_1`; where letters differ, what stands
 * first in the list stays first.
 */
export function byNumbers(names: readonly string[]): string[] {
  const parts = names.map(partsOf);
  /** Of a run of letters, after what precedes it: where it is first seen. */
  const firstSeen = new Map<string, number>();
  parts.forEach((of, n) =>
    of.forEach((_, i) => {
      const key = JSON.stringify(of.slice(0, i + 1));
      if (!firstSeen.has(key)) firstSeen.set(key, n);
    }),
  );
  const rank = (n: number, i: number) => {
    const part = parts[n]?.[i];
    if (part === undefined) return -1;
    return typeof part === 'number'
      ? part
      : (firstSeen.get(JSON.stringify(parts[n]?.slice(0, i + 1))) ?? 0);
  };
  const order = names.map((_, n) => n);
  order.sort((a, b) => {
    const most = Math.max(parts[a]?.length ?? 0, parts[b]?.length ?? 0);
    for (let i = 0; i < most; i++) {
      const difference = rank(a, i) - rank(b, i);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  return order.map((n) => names[n] ?? '');
}

/** `net.conv_2` as `['net.conv', 2]`: letters and numbers in turn, letters first. */
function partsOf(name: string): (string | number)[] {
  return name
    .split(/(\d{1,9})/)
    .map((part, i) => (i % 2 === 1 ? Number(part) : part.replace(/[._/-]+$/, '')))
    .filter((part, i, all) => !(part === '' && i === all.length - 1 && i > 0));
}
