/**
 * Asks workers about networks, along paths or over a plane, as often as they answer: one request at a time and the latest
 * only, what is asked about in turn, while nothing else runs.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { HeldData, PredictionPath } from '../jobs/jobs';
import type { PathName } from '../jobs/paths';
import { wordsOf } from './failure';
import { pathIn, questionOf, type PathQuestion } from './prediction';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** What can be asked about, and where its networks come from. */
export interface Subject<Name, Asked extends Pick<AskedOf<unknown>, 'data' | 'key'>, Whole> {
  /** Null while it is not there to be asked about. */
  questionOf(name: Name, state: WorkspaceState, session: Session): Asked | null;
  /** All that a worker has to be given once. */
  wholeOf(question: Asked, state: WorkspaceState): Whole;
}

/** The paths of the experiment by their names. */
export const ALONG_PATHS: Subject<PathName, PathQuestion, PredictionPath> = {
  questionOf,
  wholeOf: pathIn,
};

/** What a request is about. */
export interface AskedOf<Whole> {
  readonly data: HeldData;
  readonly key: string;
  /** Null where the worker may know the key. */
  readonly whole: Whole | null;
}

/** Asks what is wanted; null when the worker does not know the key. */
export type Ask<Wanted, Answer, Whole> = (
  session: Session,
  about: AskedOf<Whole>,
  wanted: Wanted,
) => Promise<Answer | null>;

/** What came of the last request about something. */
export interface Said<Wanted, Answer> {
  /** Equal keys mean the same networks. */
  readonly key: string;
  readonly wanted: Wanted;
  /** Null where it failed, as the error says. */
  readonly answer: Answer | null;
  readonly error: string | null;
}

export interface Asking<Name, Wanted> {
  /** Asks of each what was not asked yet: the same object is not asked twice. */
  want(wanted: ReadonlyMap<Name, Wanted>): void;
  close(): void;
}

const isSample = ({ data }: { readonly data: HeldData }): boolean => data.sample === true;

export function createAsking<
  Name,
  Question extends Pick<AskedOf<unknown>, 'data' | 'key'>,
  Whole,
  Wanted extends object,
  Answer,
>(
  workspace: StoreApi<WorkspaceState>,
  session: Session,
  subject: Subject<Name, Question, Whole>,
  ask: Ask<Wanted, Answer, Whole>,
  show: (name: Name, said: Said<Wanted, Answer>) => void,
): Asking<Name, Wanted> {
  let wishes: ReadonlyMap<Name, Wanted> = new Map<Name, Wanted>();
  let asking = false;
  let closed = false;
  /** What was asked last of each, the one asked longest ago first. */
  const asked = new Map<
    Name,
    { readonly key: string; readonly sample: boolean; readonly wanted: Wanted }
  >();

  const isDue = (name: Name, wanted: Wanted): Question | null => {
    const question = subject.questionOf(name, workspace.getState(), session);
    const last = asked.get(name);
    if (question === null) return null;
    const isNew = last === undefined || last.wanted !== wanted || last.key !== question.key;
    // All of a dataset may say more than the first of its test images.
    return isNew || (last.sample && !isSample(question)) ? question : null;
  };

  const next = () => {
    const order = [...wishes].sort(([a], [b]) => turnOf(a) - turnOf(b));
    for (const [name, wanted] of order) {
      const question = isDue(name, wanted);
      if (question !== null) return { name, wanted, question };
    }
    return null;
  };
  const turnOf = (name: Name) => [...asked.keys()].indexOf(name);

  const answer = async (question: Question, wanted: Wanted): Promise<Answer> => {
    const { data, key } = question;
    const known = await ask(session, { data, key, whole: null }, wanted);
    if (known !== null) return known;
    const whole = subject.wholeOf(question, workspace.getState());
    const answer = await ask(session, { data, key, whole }, wanted);
    if (answer === null) throw new Error('internal: a worker does not know what it was given');
    return answer;
  };

  const run = async () => {
    asking = true;
    for (;;) {
      const due = closed ? null : next();
      if (due === null) break;
      const { name, wanted, question } = due;
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
    want(wanted) {
      wishes = wanted;
      kick();
    },
    close() {
      closed = true;
      for (const stop of stops) stop();
    },
  };
}
