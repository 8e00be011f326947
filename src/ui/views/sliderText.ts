/** What the slider says of its place, for those who do not see the pictures. */
import { between } from '../draw/series';
import { alphaText, lossText, percentText } from '../format';
import type { WantedPath } from './drawnPaths';

/** So many paths are named; more would be a recital. */
const MOST = 4;

/** `alpha 0.50. Naive: loss 1.72, accuracy 32.6 %; Permuted: loss 0.538, accuracy 80.8 %` */
export function sliderText(
  alpha: number,
  paths: readonly Pick<WantedPath, 'series' | 'path'>[],
  hidden: readonly string[],
): string {
  const said = paths.flatMap(({ series: { name, title }, path }) => {
    if (path === null || hidden.includes(name)) return [];
    const at = (values: ArrayLike<number>) => between(path.alphas, values, alpha);
    return `${title}: loss ${lossText(at(path.loss))}, accuracy ${percentText(at(path.accuracy))}`;
  });
  const place = `alpha ${alphaText(alpha)}`;
  return said.length === 0 ? place : `${place}. ${said.slice(0, MOST).join('; ')}`;
}
