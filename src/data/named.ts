/** What names a dataset, what is known of it by its name alone, and the ones that are made. */
import { CATALOG, type CatalogEntry, type DatasetId } from './catalog';
import type { Dataset } from './dataset';
import type { OwnData } from './own';
import {
  classNames,
  drawPoints,
  isPointShape,
  pointsInForce,
  USUAL_POINTS,
  type PointSettings,
} from './points';
import { makeQuadrant } from './quadrant';

/** Plain JSON; points that are drawn have the settings of the draw, the usual ones where there are none. */
export interface DatasetName {
  readonly dataset: DatasetId;
  readonly points?: PointSettings;
  /** What `own` is; null before its files are there. */
  readonly own?: OwnData | null;
}

/**
 * Images that are there: of a dataset, or its first test images alone, which are there sooner. Only what is looked at in
 * passing may ask for these: tasks compute on whole datasets.
 */
export interface HeldName extends DatasetName {
  readonly sample?: true;
}

/** What is known of a dataset before it is loaded. */
export function entryOf({ dataset, points = USUAL_POINTS, own = null }: DatasetName): CatalogEntry {
  const entry = CATALOG[dataset];
  if (entry.origin === 'own' && own !== null) return { ...entry, ...describedBy(own) };
  if (!isPointShape(dataset)) return entry;
  const { count } = points;
  return {
    ...entry,
    classes: classNames(dataset, points),
    trainCount: count,
    testCount: count,
  };
}

const describedBy = ({ name, side, channels, classes, counts, normalization }: OwnData) => ({
  title: name,
  side,
  channels,
  classes: Array.from({ length: classes }, (_, label) => String(label)),
  trainCount: counts.train,
  testCount: counts.test,
  normalization,
  // What networks reach is not known: half of the way from guessing is a modest guess.
  typicalAccuracy: (1 + 1 / classes) / 2,
});

/** Whether the images are points with two coordinates, so that what a network says of all of them can be drawn. */
export const isOfPoints = (name: DatasetName): boolean => {
  const { side, channels } = entryOf(name);
  return side === 1 && channels === 2;
};

/** The name alone, out of more settings, with those that are in force. */
export function nameIn({ dataset, points = USUAL_POINTS, own = null }: DatasetName): DatasetName {
  if (isPointShape(dataset)) return { dataset, points: pointsInForce(dataset, points) };
  return dataset === 'own' ? { dataset, own } : { dataset };
}

/** The name as one word: equal words are the same images. */
export const keyOfDataset = ({
  dataset,
  points = USUAL_POINTS,
  own = null,
  sample,
}: HeldName): string => {
  if (dataset === 'own' && own !== null) return `own ${own.digest}`;
  if (!isPointShape(dataset)) return sample ? `${dataset} sample` : dataset;
  const { seed, noise, count, classes } = pointsInForce(dataset, points);
  return [dataset, seed, noise, count, classes].join(' ');
};

/** A new dataset of those that are made by a rule. */
export function makeDataset(name: DatasetName): Dataset {
  const { dataset: id, points = USUAL_POINTS } = name;
  if (!isPointShape(id)) return makeQuadrant();
  const { channels: pixels, classes, normalization } = entryOf(name);
  return { id, pixels, normalization, classes: classes.length, ...drawPoints(id, points) };
}
