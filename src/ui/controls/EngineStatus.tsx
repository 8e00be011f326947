/** Which engine runs, and the way to choose another. */
import type { EngineState } from '../../store/session';
import { useSession } from '../context';
import { LazyPart } from '../LazyPart';
import { ENGINE_CHOICE } from '../parts';
import { PopupButton } from './PopupButton';

/** The engine in a few words: `WebAssembly SIMD: 2 workers`. */
function engineText(engine: EngineState): string {
  switch (engine.status) {
    case 'starting':
      return 'Starting the engine';
    case 'failed':
      return 'No engine';
    case 'ready': {
      const { info, workers } = engine;
      if (info.kind === 'webgpu') return info.name;
      const name = info.name.replace(/,.*$/, '');
      return `${name}: ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
    }
  }
}

/** For the header: which kind of engine. */
const shortText = (engine: EngineState): string =>
  engine.status === 'ready'
    ? engine.info.kind === 'webgpu'
      ? 'WebGPU'
      : 'WebAssembly'
    : engine.status === 'starting'
      ? 'Starting'
      : 'No engine';

export function EngineStatus() {
  const engine = useSession((state) => state.engine);
  return (
    <div className="engine">
      <span role="status" aria-label="Engine" className="visually-hidden">
        {engineText(engine)}
      </span>
      <PopupButton
        className="button bare engine-choice"
        label={`${shortText(engine)}: choose the engine`}
        hint={engineText(engine)}
        face={
          <>
            <span className="engine-light" data-status={engine.status} aria-hidden="true" />
            <span className="engine-name">{shortText(engine)}</span>
          </>
        }
        title="Engine"
      >
        <LazyPart part={ENGINE_CHOICE} of="The choice of engines" waiting={null}>
          {({ EngineChoices }) => <EngineChoices />}
        </LazyPart>
      </PopupButton>
    </div>
  );
}
