/** How points of a square are drawn, and settings that such small data asks for. */
import { MOST_CLASSES, type PointShape } from '../../../data/points';
import { fitForPoints, isFitForPoints } from '../../../pipeline/kinds/pair/pointTraining';
import { useStores, useWorkspace } from '../../context';
import { TextSetting } from '../Setting';

export function PointsSettings({ shape }: { readonly shape: PointShape }) {
  const { workspace } = useStores();
  const fit = useWorkspace(({ experiment }) => isFitForPoints(experiment));
  return (
    <>
      <TextSetting section="data" path="points.count" label="Points" />
      <TextSetting section="data" path="points.noise" label="Noise" />
      {MOST_CLASSES[shape] > 2 && (
        <TextSetting section="data" path="points.classes" label="Classes" />
      )}
      <TextSetting section="data" path="points.seed" label="Seed of the points" />
      {!fit && (
        <div className="points-fit">
          <p className="hint">So few points need more passes than images do.</p>
          <button
            type="button"
            className="button small"
            onClick={() =>
              workspace.getState().turnTo(fitForPoints(workspace.getState().experiment))
            }
          >
            Train as suits points
          </button>
        </div>
      )}
    </>
  );
}
