import type { Experiment } from '../../pipeline/kinds/pair/experiment';

type Anchors = Experiment['plane']['anchors'];

/** Makes a point the anchor of an index; if it had another one, the two are exchanged, so that all stay different. */
export function withAnchor(anchors: Anchors, index: 0 | 1 | 2, name: Anchors[number]): Anchors {
  const changed: Anchors = [...anchors];
  const other = anchors.indexOf(name);
  if (other >= 0) changed[other] = anchors[index];
  changed[index] = name;
  return changed;
}
