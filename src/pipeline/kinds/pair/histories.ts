/** What an experiment asks of how networks were trained, where that is not known: of networks from files, and beyond the last step. */
import { entryOf } from '../../../data/named';
import { defaultAlignment, METHODS } from '../../../jobs/methods';
import type { Experiment } from './experiment';
import { NETWORK_NAMES, type NetworkName } from './networkSettings';
import type { PointName } from '../../../jobs/paths';
import { isPlacedBy } from '../../../jobs/planes';

/** Steps of the training of A, at any of which others may begin. */
export function stepsOfA(experiment: Experiment): number {
  const { epochs, batch } = experiment.networks[0]?.training ?? experiment.training;
  return epochs * Math.ceil(entryOf(experiment).trainCount / batch);
}

const isFile = ({ networks }: Experiment, name: NetworkName): boolean =>
  (networks[NETWORK_NAMES.indexOf(name)]?.file ?? null) !== null;

/** A point of which one must know how a network was initialised, and which network. */
const INITIAL: Partial<Record<PointName, NetworkName>> = { A0: 'A', 'pi(A0)': 'A', B0: 'B' };

/** The network whose file does not determine the point; null where the point is known. */
const unknownAt = (experiment: Experiment, point: PointName): NetworkName | null => {
  const name = INITIAL[point];
  return name !== undefined && isFile(experiment, name) ? name : null;
};

/** What is wrong, by path. */
export function historyErrors(experiment: Experiment): Record<string, string> {
  const errors: Record<string, string> = {};
  const { networks, alignment, plane, measurements } = experiment;
  const steps = stepsOfA(experiment);
  networks.forEach(({ fork, file }, i) => {
    if (fork === null || file !== null) return;
    if (isFile(experiment, 'A'))
      errors[`networks.${i}.fork`] =
        'Fork: expected A to be trained here, got it from a file, which does not tell how it stood on the way.';
    else if (fork > steps)
      errors[`networks.${i}.fork`] =
        `Fork: expected a step of A's training, which has ${steps}, got ${fork}.`;
  });
  const files = (['A', 'B'] as const).filter((name) => isFile(experiment, name));
  const [from] = files;
  if (from !== undefined) {
    const whose = `got ${files.join(' and ')} from ${files.length === 1 ? 'a file, which does' : 'files, which do'} not tell`;
    const { initial = false, label } = METHODS[alignment.method];
    if (initial)
      errors['alignment.method'] =
        `${label}: expected A and B to be trained here, ${whose} how they began.`;
    if (measurements.initialisations)
      errors['measurements.initialisations'] =
        `Lines before training: expected A and B to be trained here, ${whose} how they began.`;
    if (measurements.transfer !== null)
      errors['measurements.transfer'] =
        `Permutations in time: expected A and B to be trained here, ${whose} how they stood on the way.`;
  }
  const anchor = plane.anchors.find((point) => unknownAt(experiment, point) !== null);
  if (isPlacedBy(plane, 'anchors') && anchor !== undefined)
    errors['plane.anchors'] =
      `Plane through ${anchor}: expected ${unknownAt(experiment, anchor) ?? ''} to be trained here, got it from a file, which does not tell how it began.`;
  const ofCenter = unknownAt(experiment, plane.center);
  if (isPlacedBy(plane, 'center') && ofCenter !== null)
    errors['plane.center'] =
      `Plane around ${plane.center}: expected ${ofCenter} to be trained here, got it from a file, which does not tell how it began.`;
  if (isPlacedBy(plane, 'of') && isFile(experiment, plane.of))
    errors['plane.of'] =
      `Plane of a training: expected ${plane.of} to be trained here, got it from a file, which does not tell how it was trained.`;
  return errors;
}

/** The experiment without what its networks from files do not determine. */
export function withKnownHistories(experiment: Experiment): Experiment {
  const { plane, measurements } = experiment;
  const wrong = historyErrors(experiment);
  const kept = { ...measurements };
  if ('measurements.initialisations' in wrong) kept.initialisations = false;
  if ('measurements.transfer' in wrong) kept.transfer = null;
  const unknown = ['plane.anchors', 'plane.of'].some((path) => path in wrong);
  return {
    ...experiment,
    alignment: 'alignment.method' in wrong ? defaultAlignment('activation') : experiment.alignment,
    networks: experiment.networks.map((own) =>
      isFile(experiment, 'A') ? { ...own, fork: null } : own,
    ),
    measurements: kept,
    plane: {
      ...plane,
      kind: unknown ? 'points' : plane.kind,
      anchors: unknown ? ['A', 'B', 'pi(A)'] : plane.anchors,
      center: 'plane.center' in wrong ? 'B' : plane.center,
    },
  };
}
