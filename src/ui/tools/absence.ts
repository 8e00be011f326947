/** Why a tool has no plane to work on. */
import { useMemo } from 'react';
import { PLANE } from '../../pipeline/kinds/pair/refs';
import type { PlaneResult } from '../../pipeline/tasks/types';
import { questionAbout } from '../../store/questions';
import { isArriving } from '../../store/landscapes';
import { useHeld, useSession, useStores, useTask, useWorkspace } from '../context';
import { pointText } from '../format';
import { valueOf } from '../stage';

/** The names of the networks that the tool goes between, or why it does not. */
export type ToolEnds =
  | { readonly names: readonly [start: string, end: string]; readonly absent: null }
  | { readonly names: null; readonly absent: string };

const absent = (text: string): ToolEnds => ({ names: null, absent: text });

/** Further than this from where it should be, an end is another network. */
const NEAR = 1e-3;

/** The first two points of a plane through three. */
export function endsOf({ anchors, trajectory }: PlaneResult): ToolEnds {
  const [a, b] = anchors;
  if (trajectory !== null || a === undefined || b === undefined)
    return absent('This tool needs a plane through three points: choose one above the plane.');
  if (Math.hypot(a.x, a.y) > NEAR || Math.hypot(b.x - 1, b.y) > NEAR)
    return absent(`${pointText(a.name)} and ${pointText(b.name)} are the same network here.`);
  return { names: [pointText(a.name), pointText(b.name)], absent: null };
}

/** The networks that the tool goes between, while they can be asked. */
export function useToolEnds(): ToolEnds {
  const { session } = useStores();
  const plane = valueOf(useTask(PLANE));
  const ready = useSession(({ engine }) => engine.status === 'ready');
  const held = useHeld() !== null;
  const busy = useWorkspace((state) => state.busy);
  const arriving = useWorkspace(isArriving);
  const askable = useWorkspace((state) => questionAbout(PLANE, state, session) !== null);
  return useMemo(() => {
    if (plane === null) return absent('Nothing is computed yet: once the plane is, draw on it.');
    const ends = endsOf(plane);
    if (ends.absent !== null || (askable && ready && held)) return ends;
    if (busy) return absent('You can draw as soon as the run is over.');
    if (arriving || !ready || !held) return absent('The networks and images are on their way.');
    return absent('These networks cannot be asked: run the experiment here first.');
  }, [plane, askable, ready, held, busy, arriving]);
}
