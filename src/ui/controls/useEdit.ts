import type { Experiment } from '../../pipeline/experiment';
import { useState } from 'react';
import { useWorkspace, useStores } from '../context';
import { editAt, type Refusal } from '../settings';

interface Editing {
  readonly edit: (path: string, value: unknown) => void;
  /** Of the last edit; any other change of the settings is an answer to it. */
  readonly refusal: Refusal | null;
  readonly remedy: (() => void) | null;
}

/** Changes settings at once, and keeps why a change was refused. */
export function useEdit(): Editing {
  const { workspace } = useStores();
  const experiment = useWorkspace((state) => state.experiment);
  const [refused, setRefused] = useState<{ experiment: Experiment; refusal: Refusal } | null>(null);
  const refusal = refused?.experiment === experiment ? refused.refusal : null;
  const remedied = refusal?.remedy?.experiment ?? null;
  return {
    refusal,
    remedy: remedied === null ? null : () => workspace.getState().edit(remedied),
    edit(path, value) {
      const edited = editAt(experiment, path, value);
      if (edited.experiment !== null) workspace.getState().edit(edited.experiment);
      else setRefused({ experiment, refusal: edited.refusal });
    },
  };
}
