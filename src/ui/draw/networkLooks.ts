/** The colour and dash of each network in pictures. */
import type { NetworkName } from '../../pipeline/kinds/pair/experiment';

interface Look {
  /** CSS custom property of its colour, set for both themes. */
  readonly colour: string;
  /** SVG dash array in pixels; empty for a solid line. */
  readonly dash: string;
}

export const NETWORK_LOOKS: Readonly<Record<NetworkName, Look>> = {
  A: { colour: 'var(--network-a)', dash: '' },
  B: { colour: 'var(--network-b)', dash: '5 2.5' },
  C: { colour: 'var(--network-c)', dash: '1.5 2.5' },
  D: { colour: 'var(--network-d)', dash: '9 3 1.5 3' },
  E: { colour: 'var(--network-e)', dash: '12 3' },
  F: { colour: 'var(--network-f)', dash: '3 3' },
  G: { colour: 'var(--network-g)', dash: '4 2 1.5 2' },
  H: { colour: 'var(--network-h)', dash: '3 6' },
};
