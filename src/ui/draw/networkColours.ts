/** The colour of each network in pictures. */
import type { NetworkName } from '../../pipeline/kinds/pair/experiment';

/** CSS custom properties, set for both themes. */
export const NETWORK_COLOURS: Readonly<Record<NetworkName, string>> = {
  A: 'var(--network-a)',
  B: 'var(--network-b)',
  C: 'var(--network-c)',
  D: 'var(--network-d)',
  E: 'var(--network-e)',
  F: 'var(--network-f)',
  G: 'var(--network-g)',
  H: 'var(--network-h)',
};
