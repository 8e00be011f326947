/** The strip before its images are there: as large as it will be, so that nothing below moves when they arrive. */
import { Empty } from '../views/Panel';
import type { SeenPaths } from './seenPaths';
import { StripFoot } from './StripFoot';
import { StripSummary } from './StripSummary';

interface StripRoomProps {
  readonly seen: SeenPaths;
  readonly dozen: number;
  /** What the strip waits for. */
  readonly text: string;
}

export function StripRoom({ seen, dozen, text }: StripRoomProps) {
  return (
    <div className="strip-waiting">
      <Empty>{text}</Empty>
      <section className="strip-room" inert>
        <StripSummary
          seen={seen}
          said={{}}
          labels={new Uint8Array(dozen)}
          answersOfA={null}
          wanted={null}
        />
        <ul className="strip-cards">
          {Array.from({ length: dozen }, (_, i) => (
            <li key={i} className="strip-card">
              <span className="strip-picture">
                <span className="test-image" />
              </span>
              <ul className="said-list">
                <li className="said-line" />
                {seen.names.map((name) => (
                  <li key={name} className="said-line" />
                ))}
              </ul>
            </li>
          ))}
        </ul>
        <StripFoot from={0} shown={dozen} of={10 * dozen}>
          <span className="button small">Another dozen</span>
        </StripFoot>
      </section>
    </div>
  );
}
