/** The engines to choose from, which of them runs, and why not another one. */
import type { EngineState } from '../../store/session';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { EngineChoice } from '../../jobs/jobs';
import { useSession, useStores } from '../context';

const CHOICES: readonly {
  readonly value: EngineChoice;
  readonly title: string;
  readonly note: string;
}[] = [
  { value: 'auto', title: 'Automatic', note: 'WebGPU on a real GPU, else WebAssembly' },
  { value: 'webgpu', title: 'WebGPU', note: 'the graphics processor' },
  { value: 'wasm', title: 'WebAssembly', note: 'the processor’s vector units, on several cores' },
];

export function EngineChoices() {
  const { session } = useStores();
  const engine = useSession((state) => state.engine);
  const choice = useSession((state) => state.engineChoice);
  return (
    <>
      <p className="hint">Everything is computed in this browser, in background threads.</p>
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
    </>
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
