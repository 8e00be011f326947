/** What a network says of an image. */
import type { Classification } from '../../jobs/jobs';

export interface Verdict {
  /** Null where the network's outputs are no numbers. */
  readonly label: number | null;
  /** How sure it is, 0 to 1. */
  readonly sure: number;
}

/** The verdict on one image of the network at one of the places that were asked about. */
export function verdictOn(
  { samples, classes, decided, certainties }: Classification,
  image: number,
  place = 0,
): Verdict {
  const at = place * samples + image;
  const label = decided[at]!;
  if (label >= classes) return { label: null, sure: NaN };
  return { label, sure: certainties[at * classes + label]! };
}

/** How many of the images are taken for what they are. */
export function countRight({ decided }: Pick<Classification, 'decided'>, labels: Uint8Array) {
  return labels.reduce((sum, label, image) => sum + Number(decided[image] === label), 0);
}

/** The name of a class; what is said of a network without numbers. */
export const classText = (names: readonly string[], label: number | null): string =>
  label === null ? 'no answer' : (names[label] ?? String(label));
