/** Which test images are shown: a mixture of those that every network knows, and those that break between A and B. */

/** What networks took some images for, `[samples]` each. */
export interface Surveyed {
  readonly labels: Uint8Array;
  /** A and B. */
  readonly ends: readonly Uint8Array[];
  /** Halfway between them: the naive average first. */
  readonly middles: readonly Uint8Array[];
}

type Fate = 'kept' | 'rescued' | 'broken' | 'disputed' | 'hard';

/** The fates of a dozen images, in the order in which they stand. */
const DOZEN: readonly Fate[] = [
  ...(['kept', 'rescued', 'broken', 'rescued', 'disputed', 'kept'] as const),
  ...(['rescued', 'hard', 'kept', 'rescued', 'broken', 'disputed'] as const),
];

/**
 * The images in an order of which each dozen is a mixture, of classes too: the same for the same answers.
 *
 * @returns every image once, by its index
 */
export function mixture(surveyed: Surveyed): readonly number[] {
  const { labels } = surveyed;
  const left = new Map<Fate, number[]>();
  labels.forEach((_, image) => {
    const fate = fateOf(surveyed, image);
    left.set(fate, [...(left.get(fate) ?? []), image]);
  });
  const order: number[] = [];
  let shown = new Map<number, number>();
  while (order.length < labels.length) {
    const slot = order.length % DOZEN.length;
    if (slot === 0) shown = new Map();
    const images = candidates(left, DOZEN[slot]!);
    const count = (image: number) => shown.get(labels[image]!) ?? 0;
    const chosen = images.reduce((best, image) => (count(image) < count(best) ? image : best));
    images.splice(images.indexOf(chosen), 1);
    shown.set(labels[chosen]!, count(chosen) + 1);
    order.push(chosen);
  }
  return order;
}

/** Images of a fate, or of the one of which most are left. */
function candidates(left: ReadonlyMap<Fate, number[]>, fate: Fate): number[] {
  const own = left.get(fate) ?? [];
  if (own.length > 0) return own;
  return [...left.values()].reduce((most, images) => (images.length > most.length ? images : most));
}

function fateOf({ labels, ends, middles }: Surveyed, image: number): Fate {
  const right = (decided: Uint8Array) => decided[image] === labels[image];
  const knowing = ends.filter(right).length;
  if (knowing === 0) return 'hard';
  if (knowing < ends.length) return 'disputed';
  if (middles.every(right)) return 'kept';
  return middles.some(right) ? 'rescued' : 'broken';
}
