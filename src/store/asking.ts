/**
 * Asks workers about networks along paths, as often as they answer: one request at a time and the latest only, the paths
 * in turn, while nothing else runs.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { HeldData, PredictionPath } from '../jobs/jobs';
import type { PathName } from '../jobs/paths';
import { wordsOf } from './failure';
import { pathIn, questionOf, type Question } from './prediction';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** The path that a request is about. */
export interface AskedPath {
  readonly data: HeldData;
  readonly key: string;
  /** Null where the worker may know the key. */
  readonly path: PredictionPath | null;
}

/** Asks about what is wanted of a path; null when the worker does not know it. */
export type Ask<Wanted, Answer> = (
  session: Session,
  path: AskedPath,
  wanted: Wanted,
) => Promise<Answer | null>;

/** What came of the last request about a path. */
export interface Said<Wanted, Answer> {
  /** The path's: equal keys mean the same networks. */
  readonly key: string;
  readonly wanted: Wanted;
  /** Null where it failed, as the error says. */
  readonly answer: Answer | null;
  readonly error: string | null;
}

const isSample = ({ data }: Question): boolean => data.sample === true;

export interface Asking<Wanted> {
  /** Asks of each path what was not asked yet: the same object is not asked twice. */
  want(paths: readonly PathName[], wanted: Wanted | null): void;
  close(): void;
}

export function createAsking<Wanted extends object, Answer>(
  workspace: StoreApi<WorkspaceState>,
  session: Session,
  ask: Ask<Wanted, Answer>,
  show: (path: PathName, said: Said<Wanted, Answer>) => void,
): Asking<Wanted> {
  let paths: readonly PathName[] = [];
  let wanted: Wanted | null = null;
  let asking = false;
  let closed = false;
  /** What was asked last of each path, the path asked longest ago first. */
  const asked = new Map<
    PathName,
    { readonly key: string; readonly sample: boolean; readonly wanted: Wanted }
  >();

  const isDue = (name: PathName): Question | null => {
    const question = questionOf(name, workspace.getState(), session);
    const last = asked.get(name);
    if (question === null) return null;
    const isNew = last === undefined || last.wanted !== wanted || last.key !== question.key;
    // All of a dataset may say more than the first of its test images.
    return isNew || (last.sample && !isSample(question)) ? question : null;
  };

  const next = () => {
    const order = [...paths].sort((a, b) => turnOf(a) - turnOf(b));
    for (const name of order) {
      const question = isDue(name);
      if (question !== null) return { name, question };
    }
    return null;
  };
  const turnOf = (name: PathName) => [...asked.keys()].indexOf(name);

  const answer = async (question: Question, wanted: Wanted): Promise<Answer> => {
    const { data, key } = question;
    const known = await ask(session, { data, key, path: null }, wanted);
    if (known !== null) return known;
    const path = pathIn(question, workspace.getState());
    const answer = await ask(session, { data, key, path }, wanted);
    if (answer === null) throw new Error('internal: a worker does not know the path it was given');
    return answer;
  };

  const run = async () => {
    asking = true;
    for (;;) {
      const due = closed || wanted === null ? null : next();
      if (due === null || wanted === null) break;
      const { name, question } = due;
      const now = { key: question.key, wanted };
      asked.delete(name);
      asked.set(name, { ...now, sample: isSample(question) });
      let said: Said<Wanted, Answer>;
      try {
        said = { ...now, answer: await answer(question, wanted), error: null };
      } catch (error) {
        said = { ...now, answer: null, error: wordsOf(error) };
      }
      if (!closed) show(name, said);
    }
    asking = false;
  };
  const kick = () => {
    if (!asking) void run();
  };

  const stops = [
    workspace.subscribe((now, before) => {
      if (now.tasks !== before.tasks || now.busy !== before.busy) kick();
    }),
    session.subscribe((now, before) => {
      const held = now.datasets !== before.datasets || now.samples !== before.samples;
      if (now.engine !== before.engine || held) kick();
    }),
  ];
  return {
    want(of, what) {
      paths = of;
      wanted = what;
      kick();
    },
    close() {
      closed = true;
      for (const stop of stops) stop();
    },
  };
}
