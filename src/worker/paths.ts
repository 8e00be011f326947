/** The job that measures a path. */
import type { AlongPath, JobMap } from '../jobs/jobs';
import type { Evaluation } from '../engine/engine';
import { barrier, type Barrier } from '../science/barrier';
import { repairedPath } from '../science/merging/repairedPath';
import { pathGeometry } from '../science/paths/measures';
import { alphas as evenly } from '../science/paths/path';
import { walk } from '../science/paths/walk';
import { curveOf } from './curves';
import { drain } from './drain';
import { atMost, type Running } from './running';
import type { JobContext } from './serve';

const along = ({
  loss,
  accuracy,
  overMean,
  overChord,
  midpointAccuracy,
}: Evaluation & Barrier): AlongPath => ({
  ...{ loss, accuracy, midpointAccuracy },
  barrierOverMean: overMean,
  barrierOverChord: overChord,
});

export async function measurePath(
  running: Running,
  request: JobMap['path']['request'],
  { signal, progress }: JobContext<'path'>,
): Promise<JobMap['path']['result']> {
  const { architecture, loss, split, samples, both, compared, repair } = request;
  const { engine } = running;
  const alphas = evenly(request.alphas);
  const curve = curveOf(architecture, request.path);
  if (repair !== null) {
    const repairing = repairedPath(engine, curve, {
      ...{ architecture, loss, split, alphas },
      samples: atMost(running, split, samples),
      repairSamples: atMost(running, 'train', repair),
    });
    const { varianceRatios, ...evaluation } = await drain(repairing, signal, progress);
    return {
      ...{ alphas, ...along({ ...evaluation, ...barrier({ alphas, ...evaluation }) }) },
      ...{ ...pathGeometry(curve, alphas), other: null, disagreement: null, varianceRatios },
    };
  }
  const walking = walk(engine, curve, {
    ...{ architecture, loss, alphas },
    splits: both ? [split, split === 'test' ? 'train' : 'test'] : [split],
    samples: {
      train: atMost(running, 'train', samples),
      test: atMost(running, 'test', samples),
    },
    compared: atMost(running, 'test', compared),
  });
  const { along: onSplits, ...rest } = await drain(walking, signal, progress);
  const [own, other] = onSplits;
  return {
    ...{ alphas, ...along(own), ...rest },
    other: other === undefined ? null : along(other),
    varianceRatios: null,
  };
}
