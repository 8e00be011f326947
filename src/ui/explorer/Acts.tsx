/** What can be done with what is on the stage. */
import { useStores, useWorkspace } from '../context';
import { forgetTexts, showAlignment } from '../page';
import { alignedPaths, curvesOf, isShown, withCurve, withNewSeeds, withPaths } from './acts';

export function Acts() {
  const { workspace, page } = useStores();
  const experiment = useWorkspace((state) => state.experiment);
  const hidden = useWorkspace(({ view }) => view.hidden);
  const [aligned, curves] = [alignedPaths(experiment), curvesOf(experiment)];
  const toggle = (names: typeof curves) => {
    const { look } = workspace.getState();
    look({ hidden: withPaths(hidden, names, !isShown(hidden, names)) });
  };
  return (
    <div className="acts" role="group" aria-label="What next">
      <button
        type="button"
        className="button"
        aria-pressed={isShown(hidden, aligned)}
        onClick={() => {
          if (!isShown(hidden, aligned)) showAlignment(page);
          toggle(aligned);
        }}
      >
        Align the neurons
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={curves.length > 0 && isShown(hidden, curves)}
        onClick={() => {
          if (curves.length > 0) {
            toggle(curves);
            return;
          }
          const { turnTo, update } = workspace.getState();
          turnTo(withCurve(experiment));
          update();
        }}
      >
        {curves.length < 2 ? 'Find a curve' : 'Find curves'}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          forgetTexts(page);
          const { turnTo, train } = workspace.getState();
          turnTo(withNewSeeds(experiment));
          train();
        }}
      >
        Train my own
      </button>
    </div>
  );
}
