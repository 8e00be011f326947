/** What an experiment is seen by: its plane, the chart along its paths, and the one slider that moves through both. */
import { isOfPoints } from '../../data/named';
import { Guard } from '../Boundary';
import { useWorkspace } from '../context';
import { BoundaryPart } from '../views/BoundaryPart';
import { Interpolation } from '../views/Interpolation';
import { ImageStripPart } from '../sees/ImageStripPart';
import { PathView } from '../views/PathView';
import { PlaneView } from '../views/PlaneView';

export function Stage() {
  const square = useWorkspace(({ experiment }) => isOfPoints(experiment));
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
        {!square && (
          <Guard of="The strip of test images">
            <ImageStripPart />
          </Guard>
        )}
      </div>
      {square && (
        <div className="stage-square">
          <BoundaryPart />
        </div>
      )}
      <div className="stage-bar">
        <Interpolation />
      </div>
    </section>
  );
}
