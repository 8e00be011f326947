/** Whether the plane is seen in two dimensions or three, and why not in three when that is asked for. */
import { useState } from 'react';
import { useStores, useWorkspace } from '../context';
import { hasWebgl, LOST_WEBGL, WITHOUT_WEBGL } from './webgl';

export interface Dimensions {
  readonly shown: 2 | 3;
  /** Why the third is not there; null where it is, or nobody asked. */
  readonly refused: string | null;
  choose(dimensions: 2 | 3): void;
  /** The browser took the picture away. */
  onLost(): void;
}

export function useDimensions(): Dimensions {
  const { workspace } = useStores();
  const wanted = useWorkspace(({ view }) => view.dimensions);
  const [lost, setLost] = useState(false);
  const refused = wanted === 2 ? null : !hasWebgl() ? WITHOUT_WEBGL : lost ? LOST_WEBGL : null;
  return {
    shown: refused === null ? wanted : 2,
    refused,
    choose(dimensions) {
      setLost(false);
      workspace.getState().look({ dimensions });
    },
    onLost: () => setLost(true),
  };
}
