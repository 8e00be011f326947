/** What workers answer about networks that are there, for components. */
import { useEffect, useRef, useState } from 'react';
import { createAsking, type Ask, type Asking, type Said, type Subject } from '../store/asking';
import type { Question } from '../store/questions';
import { useStores } from './context';

/** The last answer about each name. */
export type Answers<Name, Wanted, Answer> = ReadonlyMap<Name, Said<Wanted, Answer>>;

/**
 * Asks whatever is wanted of each, and again when its networks change.
 *
 * @param subject and `ask`: the same from one call to the next
 * @param wishes the same object while it means the same
 * @returns the last answers, which may be to earlier questions
 */
export function useAnswers<
  Name,
  Job extends 'path' | 'plane',
  Whole,
  Wanted extends object,
  Answer,
>(
  subject: Subject<Name, Question<Job>, Whole>,
  ask: Ask<Wanted, Answer, Whole>,
  wishes: ReadonlyMap<Name, Wanted>,
): Answers<Name, Wanted, Answer> {
  const { workspace, session } = useStores();
  const [said, setSaid] = useState<Answers<Name, Wanted, Answer>>(new Map());
  const asking = useRef<Asking<Name, Wanted> | null>(null);
  useEffect(() => {
    const own = createAsking(workspace, session, subject, ask, (name, answer) =>
      setSaid((before) => new Map(before).set(name, answer)),
    );
    asking.current = own;
    return () => own.close();
  }, [workspace, session, subject, ask]);
  useEffect(() => asking.current?.want(wishes), [wishes, workspace, session, subject, ask]);
  return said;
}
