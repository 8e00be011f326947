/** Which images a network that came from a file can take. */
import { CATALOG, type DatasetId } from '../data/catalog';
import { entryOf } from '../data/named';
import type { OwnData } from '../data/own';
import { isPointShape, MOST_CLASSES } from '../data/points';
import type { Shapes } from '../files/checkpoint';

/**
 * The datasets whose images and classes a network fits.
 *
 * @param own the visitor's, where it is there
 */
export function datasetsFor(shapes: Shapes, own: OwnData | null = null): readonly DatasetId[] {
  return Object.values(CATALOG)
    .filter(({ origin }) => origin !== 'own' || own !== null)
    .map(({ id }) => entryOf({ dataset: id, own }))
    .filter(({ id, side, channels, classes }) => {
      const fits =
        shapes.kind === 'mlp'
          ? shapes.inputs === channels * side ** 2
          : shapes.channels === channels && side > 1;
      const most = isPointShape(id) ? MOST_CLASSES[id] : classes.length;
      return fits && shapes.outputs >= classes.length && shapes.outputs <= most;
    })
    .map(({ id }) => id);
}
