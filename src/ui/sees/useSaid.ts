/** What workers say of networks along paths, for components. */
import { keyOfDataset } from '../../data/named';
import { useEffect, useMemo, useState } from 'react';
import type {
  Classification,
  Confusion,
  JobMap,
  LabelledImages,
  PredictionPath,
} from '../../jobs/jobs';
import type { PathName } from '../../jobs/paths';
import { ALONG_PATHS, type Ask, type Said } from '../../store/asking';
import { heldData } from '../../store/datasets';
import { wordsOf } from '../../store/failure';
import { dataOf } from '../../pipeline/kinds/pair/experiment';
import { useHeld, useStores, useWorkspace } from '../context';
import { useAnswers } from '../useAnswers';

export type SaidOf<Wanted, Answer> = Readonly<Partial<Record<PathName, Said<Wanted, Answer>>>>;

type Rest<Name extends 'classify' | 'confusion'> = Omit<
  JobMap[Name]['request'],
  'data' | 'key' | 'path'
>;
export type Classified = Rest<'classify'>;
export type Confused = Rest<'confusion'>;

type AskPath<Wanted, Answer> = Ask<Wanted, Answer, PredictionPath>;

export const CLASSIFY: AskPath<Classified, Classification> = (
  { pool },
  { whole: path, ...about },
  wanted,
) => pool.run('classify', { ...about, path, ...wanted }, { urgent: true });

export const CONFUSE: AskPath<Confused, Confusion> = (
  { pool },
  { whole: path, ...about },
  wanted,
) => pool.run('confusion', { ...about, path, ...wanted }, { urgent: true });

/**
 * Asks of each path whatever is wanted, and again when its networks change.
 *
 * @param paths and `wanted`: the same objects while they mean the same
 * @returns the last answer of each path, which may be to an earlier question
 */
export function useSaid<Wanted extends object, Answer>(
  ask: AskPath<Wanted, Answer>,
  paths: readonly PathName[],
  wanted: Wanted | null,
): SaidOf<Wanted, Answer> {
  const wishes = useMemo(
    () => new Map(wanted === null ? [] : paths.map((path) => [path, wanted])),
    [paths, wanted],
  );
  const said = useAnswers(ALONG_PATHS, ask, wishes);
  return useMemo(() => Object.fromEntries(said), [said]);
}

/** Images, once they are there, or why they are not. */
export interface Fetched {
  readonly indices: readonly number[];
  readonly images: LabelledImages | null;
  readonly error: string | null;
}

/** Test images; null until they have arrived. */
export function useImages(indices: readonly number[] | null): Fetched | null {
  const { workspace, session } = useStores();
  const images = useWorkspace(({ experiment }) => keyOfDataset(experiment));
  const held = useHeld();
  const [fetched, setFetched] = useState<Fetched | null>(null);
  useEffect(() => {
    if (indices === null || held === null) return;
    let wanted = true;
    const { experiment } = workspace.getState();
    if (keyOfDataset(experiment) !== images) return;
    const whole = dataOf(experiment);
    const data = heldData(session.getState(), whole) ?? whole;
    session.pool.run('images', { data, split: 'test', indices }, { urgent: true }).then(
      (came) => wanted && setFetched({ indices, images: came, error: null }),
      (error: unknown) => wanted && setFetched({ indices, images: null, error: wordsOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [workspace, session, images, held, indices]);
  return fetched?.indices === indices ? fetched : null;
}
