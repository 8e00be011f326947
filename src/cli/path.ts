/** Loss and accuracy along a path, as `interpolate` and `curve` give them. */
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import { barrier } from '../science/barrier';
import { evaluate } from '../science/evaluate';
import { alphas as evenly, coefficientTable, type Path } from '../science/paths/path';
import type { Output, Surroundings } from './command';
import type { Given } from './options';
import { measuredOn, type Session } from './session';
import { lossText, percentText, table } from './table';
import { finish } from './work';

export const POINTS_OPTION = {
  value: 'N',
  about: 'places along the path, both ends included (11)',
};

export async function measurePath(
  path: Path,
  basis: readonly Weights[],
  architecture: Architecture,
  given: Given,
  session: Session,
  { progress }: Surroundings,
): Promise<Output> {
  const count = given.number('points', { least: 2, most: 10_001, whole: true }) ?? 11;
  const alphas = evenly(count);
  const options = { architecture, loss: session.loss, basis, ...measuredOn(given, session) };
  const { loss, accuracy } = await finish(
    evaluate(session.engine, options, coefficientTable(path, alphas)),
    (slice) => progress(`Measuring: ${slice.from + slice.loss.length} of ${count}`),
  );
  const { overMean, overChord } = barrier({ alphas, loss, accuracy });
  const rows = Array.from(alphas, (alpha, i) => [
    alpha.toFixed(3),
    lossText(loss[i]!),
    percentText(accuracy[i]!),
  ]);
  return {
    json: {
      alphas: [...alphas],
      points: Array.from(loss, (value, i) => ({ loss: value, accuracy: accuracy[i]! })),
      barrierOverMean: overMean,
      barrierOverChord: overChord,
    },
    text: [
      table([['alpha', 'loss', 'accuracy'], ...rows]),
      '',
      table([
        ['barrier over the mean', lossText(overMean)],
        ['barrier over the chord', lossText(overChord)],
      ]),
    ].join('\n'),
  };
}
