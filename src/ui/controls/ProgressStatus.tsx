/** What runs, how far it is, how it ended. The numbers change too often to be read aloud: only the text is. */
import { usePage } from '../context';
import { useThrottled } from '../hooks';
import { firstRefused } from '../page';
import { progressLine } from '../progress';
import { useSeen } from '../seen';

/** Milliseconds between two lines: what computes needs the processor more than they do. */
const EVERY = 100;

export function ProgressStatus({ id }: { readonly id?: string }) {
  const state = useThrottled(useSeen(), EVERY);
  const lastRun = usePage((page) => page.lastRun);
  const refused = usePage((page) => page.refused);
  const { tone, text, numbers, share } = progressLine(
    state,
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
      <p id={id} role="status" aria-label="Progress" className="progress-line">
        {text}
        <span aria-hidden="true">{numbers}</span>
      </p>
    </div>
  );
}
