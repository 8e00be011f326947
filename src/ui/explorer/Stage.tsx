/** What an experiment is seen by: its plane, the chart along its paths, and the one slider that moves through both. */
import { Guard } from '../Boundary';
import { Interpolation } from '../views/Interpolation';
import { PathView } from '../views/PathView';
import { PlaneView } from '../views/PlaneView';

export function Stage() {
  return (
    <section className="stage" aria-label="Stage">
      <div className="stage-plane">
        <Guard of="The loss plane">
          <PlaneView />
        </Guard>
      </div>
      <div className="stage-side">
        <Guard of="The chart of the paths">
          <PathView />
        </Guard>
      </div>
      <div className="stage-bar">
        <Interpolation />
      </div>
    </section>
  );
}
