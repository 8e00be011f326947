/** Loss and accuracy along a path, as `interpolate` and `curve` give them. */
import type { PathThrough } from '../jobs/jobs';
import type { Architecture } from '../model/architecture';
import type { Output } from './command';
import type { Given } from './options';
import { measuredOn, type Session } from './session';
import { lossText, percentText, table } from './table';

export const POINTS_OPTION = {
  value: 'N',
  about: 'places along the path, both ends included (11)',
};

/** @param points the path's, ends included */
export async function measurePath(
  through: Pick<PathThrough, 'kind' | 'points'>,
  architecture: Architecture,
  given: Given,
  session: Session,
): Promise<Output> {
  const count = given.number('points', { least: 2, most: 10_001, whole: true }) ?? 11;
  const { alphas, loss, accuracy, barrierOverMean, barrierOverChord } = await session.run(
    'path',
    {
      data: session.data,
      architecture,
      loss: session.loss,
      alphas: count,
      ...measuredOn(given, session),
      path: { ...through, layers: 1 },
      both: false,
      compared: 0,
      repair: null,
    },
    (share) => `Measuring: ${Math.round(share * count)} of ${count}`,
  );
  const rows = Array.from(alphas, (alpha, i) => [
    alpha.toFixed(3),
    lossText(loss[i]!),
    percentText(accuracy[i]!),
  ]);
  return {
    json: {
      alphas: [...alphas],
      points: Array.from(loss, (value, i) => ({ loss: value, accuracy: accuracy[i]! })),
      barrierOverMean,
      barrierOverChord,
    },
    text: [
      table([['alpha', 'loss', 'accuracy'], ...rows]),
      '',
      table([
        ['barrier over the mean', lossText(barrierOverMean)],
        ['barrier over the chord', lossText(barrierOverChord)],
      ]),
    ].join('\n'),
  };
}
