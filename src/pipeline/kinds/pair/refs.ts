/** The tasks of a pair by what they are: their ids, and with their jobs the types of their results. */
import type { NetworkName } from './experiment';
import { PATH_NAMES, type FittedName, type PathName } from '../../../jobs/paths';
import { stateAs, type AnyTaskState, type TaskState } from '../../state';
import type { TaskRef } from '../../task';

export const networkRef = (name: NetworkName): TaskRef<'network'> => ({
  id: `network${name}`,
  job: 'network',
});

export const MATCHING: TaskRef<'match'> = { id: 'matching', job: 'match' };

export const fitRef = (name: FittedName): TaskRef<'fit'> => ({ id: `${name}Fit`, job: 'fit' });

export const pathRef = (name: PathName): TaskRef<'path'> => ({ id: name, job: 'path' });

/** Every path there is, whether an experiment asks for it or not. */
export const PATH_REFS: readonly { readonly name: PathName; readonly ref: TaskRef<'path'> }[] =
  PATH_NAMES.map((name) => ({ name, ref: pathRef(name) }));

/** The state of every path. */
export type PathStates = Readonly<Record<PathName, TaskState<'path'>>>;

/** @param stateAt the state of the i-th of {@link PATH_REFS} */
export function pathStates(stateAt: (i: number) => AnyTaskState | undefined): PathStates {
  const states = PATH_REFS.map(({ name, ref }, i) => [name, stateAs(stateAt(i), ref.job)] as const);
  return Object.fromEntries(states) as PathStates;
}

export const AVERAGES: TaskRef<'average'> = { id: 'averages', job: 'average' };
export const TRANSFER: TaskRef<'transfer'> = { id: 'transfer', job: 'transfer' };
export const SIMPLEX: TaskRef<'simplex'> = { id: 'simplex', job: 'simplex' };
export const ENSEMBLE: TaskRef<'ensemble'> = { id: 'ensemble', job: 'ensemble' };
export const PLANE: TaskRef<'plane'> = { id: 'plane', job: 'plane' };

/** Where the points at hand lie in the plane. */
export const POINTS: TaskRef<'projection'> = { id: 'projection', job: 'projection' };

/** Where a path lies in the plane. */
export const projectionRef = (name: string): TaskRef<'projection'> => ({
  id: `projection.${name}`,
  job: 'projection',
});
