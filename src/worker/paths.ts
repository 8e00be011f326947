/** The job that measures a path. */
import type { AlongPath, JobMap } from '../jobs/jobs';
import { repairedWalk, type RepairedWalk } from '../science/merging/repairedWalk';
import { alphas as evenly } from '../science/paths/path';
import { walk, type AlongSplit, type Walk, type WalkOptions } from '../science/paths/walk';
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
}: AlongSplit): AlongPath => ({
  loss,
  accuracy,
  midpointAccuracy,
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
  const options: WalkOptions = {
    architecture,
    loss,
    alphas,
    splits: both ? [split, split === 'test' ? 'train' : 'test'] : [split],
    samples: {
      train: atMost(running, 'train', samples),
      test: atMost(running, 'test', samples),
    },
    compared: atMost(running, 'test', compared),
  };
  const walking =
    repair === null
      ? walk(engine, curve, options)
      : repairedWalk(engine, curve, {
          ...options,
          repairSamples: atMost(running, 'train', repair),
        });
  const { along: onSplits, ...rest } = await drain<number, Walk | RepairedWalk>(
    walking,
    signal,
    progress,
  );
  const [own, other] = onSplits;
  return {
    alphas,
    varianceRatios: null,
    ...along(own),
    ...rest,
    other: other === undefined ? null : along(other),
  };
}
