/** On paper: the picture of each step, as no stage stands beside it. */
import { useMemo } from 'react';
import type { Step } from '../../pipeline/lessons/lesson';
import { thumbnailOf } from '../../pipeline/landscapeIndex';
import { throughText } from '../views/planeText';
import { useMedia } from '../hooks';
import { Thumbnail } from '../gallery/Thumbnail';
import type { Arrived } from './landscapes';

export const usePrinting = (): boolean => useMedia('print');

interface StepPrintProps {
  readonly step: Step;
  readonly landscape: Arrived | undefined;
}

export function StepPrint({ step, landscape }: StepPrintProps) {
  const picture = useMemo(
    () =>
      landscape === undefined
        ? null
        : thumbnailOf(Object.fromEntries(landscape.results.map((result) => [result.id, result]))),
    [landscape],
  );
  if (picture === null || landscape === undefined) return null;
  const { view, after, act } = step;
  const { hidden = [] } = { ...view, ...after?.view };
  const shown = act?.kind === 'paths' ? act.shows : [];
  const paths = picture.paths.filter(({ name }) => shown.includes(name) || !hidden.includes(name));
  return (
    <figure className="step-print">
      <Thumbnail picture={{ ...picture, paths }} />
      <figcaption>The loss plane {throughText(landscape.experiment)}: dark is low.</figcaption>
    </figure>
  );
}
