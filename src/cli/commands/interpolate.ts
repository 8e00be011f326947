import { alignmentOptions, METHOD_VALUES, type Asking } from '../alignment';
import type { Command } from '../command';
import { NETWORK_OPTIONS } from '../networks';
import type { Options } from '../options';
import { betweenEnds } from '../pair';
import { measurePath, POINTS_OPTION } from '../path';
import { MEASURE_OPTIONS, SESSION_OPTIONS } from '../session';

/** Of a path between two networks; A may be aligned before it begins. */
export const PATH_OPTIONS = {
  points: POINTS_OPTION,
  align: { value: METHOD_VALUES, about: 'permute A to match B first (no)' },
  ...NETWORK_OPTIONS,
  ...SESSION_OPTIONS,
  ...MEASURE_OPTIONS,
} satisfies Options;

const ASKING: Asking = { option: 'align', usual: null, taken: PATH_OPTIONS };

export const interpolate: Command = {
  usage: 'A.safetensors B.safetensors',
  about: 'Loss and accuracy along the straight line from A to B.',
  options: { ...PATH_OPTIONS, ...alignmentOptions(ASKING) },
  run: (given, surroundings) =>
    betweenEnds(given, ASKING, surroundings, ({ networks, start, end }, session) => {
      const { architecture } = networks[1];
      return measurePath({ kind: 'line', points: [start, end] }, architecture, given, session);
    }),
};
