/** The one sentence that the results come to; nothing while they are not there. */
import { useMemo } from 'react';
import { Explained } from '../glossary/Explained';
import { usePaths } from '../views/drawnPaths';
import { answerText, halfwayOf, type Halfway } from './halfway';

export function useHalfway(): Halfway | null {
  const { paths } = usePaths();
  const pathOf = (name: string) => paths.find(({ series }) => series.name === name)?.path ?? null;
  const [naive, permuted] = [pathOf('naive'), pathOf('permuted')];
  return useMemo(() => halfwayOf(naive, permuted), [naive, permuted]);
}

export function Answer() {
  const halfway = useHalfway();
  return halfway === null ? null : (
    <p className="answer">
      <Explained>{answerText(halfway)}</Explained>
    </p>
  );
}
