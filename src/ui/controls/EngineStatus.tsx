/** Which engine runs, why not another one, and the choice by hand. */
import type { EngineState } from '../../store/session';
import { Popover } from '@base-ui/react/popover';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { EngineChoice } from '../../jobs/jobs';
import { useSession, useStores } from '../context';

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

const CHOICES: readonly {
  readonly value: EngineChoice;
  readonly title: string;
  readonly note: string;
}[] = [
  { value: 'auto', title: 'Automatic', note: 'WebGPU on a real GPU, else WebAssembly' },
  { value: 'webgpu', title: 'WebGPU', note: 'the graphics processor' },
  { value: 'wasm', title: 'WebAssembly', note: 'the processor’s vector units, on several cores' },
];

export function EngineStatus() {
  const { session } = useStores();
  const engine = useSession((state) => state.engine);
  const choice = useSession((state) => state.engineChoice);
  return (
    <div className="engine">
      <span role="status" aria-label="Engine" className="visually-hidden">
        {engineText(engine)}
      </span>
      <Popover.Root>
        <Popover.Trigger
          className="button bare engine-choice"
          aria-label={`${shortText(engine)}: choose the engine`}
          title={engineText(engine)}
        >
          <span className="engine-light" data-status={engine.status} aria-hidden="true" />
          <span className="engine-name">{shortText(engine)}</span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner className="layer" sideOffset={6} align="end">
            <Popover.Popup className="popup card">
              <Popover.Title className="card-title">Engine</Popover.Title>
              <Popover.Description className="hint">
                Everything is computed in this browser, in background threads.
              </Popover.Description>
              <RadioGroup<EngineChoice>
                className="radios"
                aria-label="Engine"
                value={choice}
                onValueChange={(chosen) => session.getState().chooseEngine(chosen)}
              >
                {CHOICES.map(({ value, title, note }) => (
                  <label key={value} className="radio-line">
                    <Radio.Root value={value} className="radio">
                      <Radio.Indicator className="radio-dot" />
                    </Radio.Root>
                    <span>
                      {title}
                      <span className="hint">{note}</span>
                    </span>
                  </label>
                ))}
              </RadioGroup>
              <EngineFacts engine={engine} />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

function EngineFacts({ engine }: { readonly engine: EngineState }) {
  if (engine.status === 'starting') return null;
  if (engine.status === 'failed') return <p className="failure">{engine.error.message}</p>;
  return (
    <div className="card-foot">
      <p>
        Runs: {engine.info.name}
        {engine.info.software && ', a GPU imitated by the processor: right, but slow'}.
      </p>
      {engine.rejected.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}
