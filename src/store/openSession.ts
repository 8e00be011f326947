import { version } from '../../package.json';
import { archiveIn } from '../client/archive';
import { connect } from '../client/connection';
import { createPool } from '../client/workerPool';
import { spawnArchive, spawnWorker } from '../client/spawn';
import type { EngineChoice } from '../jobs/jobs';
import { createSession, type Session, type SessionOptions } from './session';

/** Workers beyond this many gain little and cost memory for a dataset each. */
const MOST_WORKERS = 8;

/** The session of the real page; `?engine=wasm` or `?engine=webgpu` in the address chooses the engine. */
export function openSession({
  shippedFile,
  base = document.baseURI,
}: Partial<Pick<SessionOptions, 'shippedFile' | 'base'>>): Session {
  const asked = new URLSearchParams(location.search).get('engine');
  const engineChoice: EngineChoice = asked === 'wasm' || asked === 'webgpu' ? asked : 'auto';
  const locks = (navigator as Partial<Navigator>).locks;
  return createSession({
    engineChoice,
    version,
    locks,
    archive: archiveIn(spawnArchive),
    ...(shippedFile && { shippedFile }),
    base,
    openPool: (host) =>
      createPool({
        ...host,
        spawn: () => connect(spawnWorker(), locks),
        processors: Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency)),
      }),
  });
}
