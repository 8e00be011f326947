import { line } from '../../science/paths/line';
import { ALIGNMENT_OPTIONS, METHOD_VALUES } from '../alignment';
import type { Command } from '../command';
import { NETWORK_OPTIONS } from '../networks';
import { openEnds } from '../pair';
import { measurePath, POINTS_OPTION } from '../path';
import { MEASURE_OPTIONS, SESSION_OPTIONS } from '../session';

/** Aligning A before the path begins. */
export const ALIGN_OPTIONS = {
  align: { value: METHOD_VALUES, about: 'permute A to match B first (no)' },
  'align-samples': { value: 'N', about: "training images of the alignment (the method's own)" },
  ...ALIGNMENT_OPTIONS,
};

export const interpolate: Command = {
  usage: 'A.safetensors B.safetensors',
  about: 'Loss and accuracy along the straight line from A to B.',
  options: {
    points: POINTS_OPTION,
    ...ALIGN_OPTIONS,
    ...NETWORK_OPTIONS,
    ...SESSION_OPTIONS,
    ...MEASURE_OPTIONS,
  },
  async run(given, surroundings) {
    const { session, networks, start, end } = await openEnds(given, surroundings);
    const { architecture } = networks[0];
    return measurePath(line, [start, end], architecture, given, session, surroundings);
  },
};
