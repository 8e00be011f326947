import { useEffect, useState } from 'react';
import { useWorkspace, usePage, useStores } from '../context';
import { refuse, type SectionName } from '../page';
import { editAt, valueAt, type Refusal } from '../settings';

export interface TextOptions {
  readonly section: SectionName;
  /** Where it is in the experiment: `training.epochs`. */
  readonly path: string;
  readonly parse: (text: string) => unknown;
  readonly show: (value: unknown) => string;
}

interface Text {
  readonly text: string;
  readonly refusal: Refusal | null;
  readonly remedy: () => void;
  readonly type: (text: string) => void;
  readonly leave: () => void;
}

/** A setting as text. What is not valid stays, is marked, and changes nothing. */
export function useText({ section, path, parse, show }: TextOptions): Text {
  const { workspace, page } = useStores();
  const value = useWorkspace(({ experiment }) => show(valueAt(experiment, path)));
  const refusal = usePage(({ refused }) => refused[path] ?? null);
  /** What was typed, while it is being typed or is not valid. */
  const [draft, setDraft] = useState<string | null>(null);

  // A field that goes away (another optimizer has other settings) takes its error along.
  useEffect(() => () => refuse(page, path, null), [page, path]);

  return {
    text: draft ?? value,
    refusal,
    type(text) {
      setDraft(text);
      const { experiment, edit } = workspace.getState();
      const edited = editAt(experiment, path, parse(text));
      refuse(page, path, edited.refusal === null ? null : { section, ...edited.refusal });
      if (edited.experiment !== null) edit(edited.experiment);
    },
    leave() {
      if (refusal === null) setDraft(null);
    },
    remedy() {
      // Anew, as other settings may have changed since it was refused.
      const { experiment, edit } = workspace.getState();
      const edited = editAt(experiment, path, parse(draft ?? value));
      const remedied = edited.experiment ?? edited.refusal.remedy?.experiment;
      if (remedied === undefined) return;
      refuse(page, path, null);
      setDraft(null);
      edit(remedied);
    },
  };
}
