import { line } from '../../science/paths/line';
import { ALIGNMENT_OPTIONS, METHOD_VALUES } from '../alignment';
import type { Command } from '../command';
import { NETWORK_OPTIONS } from '../networks';
import { openEnds } from '../pair';
import { measurePath, POINTS_OPTION } from '../path';
import { MEASURE_OPTIONS, SESSION_OPTIONS } from '../session';

/** Of a path between two networks; A may be aligned before it begins. */
export const PATH_OPTIONS = {
  points: POINTS_OPTION,
  align: { value: METHOD_VALUES, about: 'permute A to match B first (no)' },
  'align-samples': { value: 'N', about: "training images of the alignment (the method's own)" },
  ...ALIGNMENT_OPTIONS,
  ...NETWORK_OPTIONS,
  ...SESSION_OPTIONS,
  ...MEASURE_OPTIONS,
};

export const interpolate: Command = {
  usage: 'A.safetensors B.safetensors',
  about: 'Loss and accuracy along the straight line from A to B.',
  options: PATH_OPTIONS,
  async run(given, surroundings) {
    const { session, networks, start, end } = await openEnds(given, surroundings);
    const { architecture } = networks[1];
    return measurePath(line, [start, end], architecture, given, session, surroundings);
  },
};
