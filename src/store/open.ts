import type { StoreApi } from 'zustand/vanilla';
import { connect } from '../client/connection';
import { createPool } from '../client/pool';
import { spawnWorker } from '../client/spawn';
import type { EngineChoice } from '../jobs/jobs';
import { version } from '../../package.json';
import { createIsthmus, type StoreOptions } from './store';
import type { Actions, State } from './state';

/** Workers beyond this many gain little and cost memory for a dataset each. */
const MOST_WORKERS = 8;

/**
 * The store of the real page; `?engine=wasm` or `?engine=webgpu` in the address chooses the engine.
 *
 * @param experiment what to begin with; Quick look by default
 */
export function openIsthmus({
  experiment,
  shippedFile,
}: Pick<StoreOptions, 'experiment' | 'shippedFile'>): StoreApi<State & Actions> {
  const asked = new URLSearchParams(location.search).get('engine');
  const engineChoice: EngineChoice = asked === 'wasm' || asked === 'webgpu' ? asked : 'auto';
  const locks = (navigator as Partial<Navigator>).locks;
  return createIsthmus({
    engineChoice,
    ...{ experiment, version },
    ...(shippedFile && { shippedFile }),
    base: document.baseURI,
    openPool: (told) =>
      createPool({
        ...told,
        spawn: () => connect(spawnWorker(), locks),
        processors: Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency)),
      }),
  });
}
