/** How networks are told apart in pictures. */
import type { NetworkName } from '../../jobs/experiment';

interface Look {
  /** CSS custom property of its colour, set for both themes. */
  readonly colour: string;
  /** SVG dash array in pixels; empty for a solid line. */
  readonly dash: string;
}

export const NETWORK_LOOKS: Readonly<Record<NetworkName, Look>> = {
  A: { colour: 'var(--network-a)', dash: '' },
  B: { colour: 'var(--network-b)', dash: '5 2.5' },
  C: { colour: 'var(--naive)', dash: '1.5 2.5' },
  D: { colour: 'var(--permuted)', dash: '9 3 1.5 3' },
  E: { colour: 'var(--bezier)', dash: '12 3' },
  F: { colour: 'var(--chain)', dash: '3 3' },
  G: { colour: 'var(--neb)', dash: '4 2 1.5 2' },
  H: { colour: 'var(--layer-line)', dash: '3 6' },
};
