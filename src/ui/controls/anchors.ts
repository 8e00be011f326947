import type { Experiment } from '../../pipeline/kinds/pair/experiment';

type Anchors = Experiment['plane']['anchors'];

/** Puts a point at a place; if it was at another one, the two change places, so that all stay different. */
export function withAnchor(anchors: Anchors, place: 0 | 1 | 2, name: Anchors[number]): Anchors {
  const changed: Anchors = [...anchors];
  const other = anchors.indexOf(name);
  if (other >= 0) changed[other] = anchors[place];
  changed[place] = name;
  return changed;
}
