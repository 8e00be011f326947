/** What runs, how far it is, how it ended. The numbers change too often to be read aloud: only the text is. */
import { useIsthmus, usePage } from '../context';
import { firstRefused } from '../page';
import { progressLine } from '../progress';

export function ProgressStatus() {
  const engine = useIsthmus((state) => state.engine);
  const data = useIsthmus((state) => state.data);
  const stages = useIsthmus((state) => state.stages);
  const busy = useIsthmus((state) => state.busy);
  const experiment = useIsthmus((state) => state.experiment);
  const lastRun = usePage((page) => page.lastRun);
  const refused = usePage((page) => page.refused);
  const { tone, text, numbers, share } = progressLine(
    { engine, data, stages, busy, experiment },
    lastRun,
    firstRefused(refused)?.message ?? null,
  );
  return (
    <div className="progress" data-tone={tone}>
      <div className="progress-track" aria-hidden="true">
        <div
          className="progress-bar"
          data-unknown={(tone === 'busy' && share === null) || undefined}
          style={{ scale: `${share ?? (tone === 'good' ? 1 : 0)} 1` }}
        />
      </div>
      <p id="progress" role="status" aria-label="Progress" className="progress-line">
        {text}
        <span aria-hidden="true">{numbers}</span>
      </p>
    </div>
  );
}
