/** What each path is at the slider's alpha: along the curves, and of these very networks. */
import { planOfExperiment } from '../../pipeline/experiment';
import type { PathMeasure } from '../../pipeline/view';
import { memo } from 'react';
import { liveSamples } from '../../store/prediction';
import { isFitted, type PathName } from '../../jobs/paths';
import { fitRef, networkRef, pathRef } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import { taskOf } from '../../pipeline/task';
import { isLive } from '../../pipeline/tasks/paths';
import { isArriving } from '../../store/landscapes';
import type { WorkspaceState } from '../../store/workspace';
import { useWorkspace, useStores } from '../context';
import { alongText, MEASURES, valuesAlong } from '../draw/along';
import { between, isMany, readPath } from '../draw/series';
import { alphaText, DASH, lossText, percentText } from '../format';
import { useLasting } from '../hooks';
import type { usePaths, WantedPath } from './drawnPaths';
import { imagesText } from './imagesText';
import { PathToggle } from './PathToggle';

/** Milliseconds that an answer may take before its values count as old. */
const LATE = 150;

const LIVE =
  'Few images answer at once; how far they are from all of the curve’s is known at its points, and is added.';

interface PathReadoutProps extends ReturnType<typeof usePaths> {
  readonly measure: PathMeasure;
}

export function PathReadout({ paths, made, unit, measure }: PathReadoutProps) {
  const { workspace } = useStores();
  const alpha = useWorkspace(({ view }) => view.alpha);
  const anyHidden = useWorkspace(({ view }) => view.hidden.length > 0);
  const { evaluation } = made;
  const { scored, label } = MEASURES[measure];
  return (
    <div role="group" aria-label="Reading">
      <table className="numbers reading" aria-label={`Values at alpha ${alphaText(alpha)}`}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className="numbers-title">
              At α = {alphaText(alpha)}
              {anyHidden && (
                <button
                  type="button"
                  className="text-button"
                  data-unexported=""
                  onClick={() => workspace.getState().look({ hidden: [] })}
                >
                  Show all
                </button>
              )}
            </th>
            <th scope="colgroup" colSpan={2}>
              Curve, {imagesText(made)}
            </th>
            {scored ? (
              <th scope="colgroup" colSpan={2}>
                <span title={LIVE}>
                  Live, from {imagesText(made, liveSamples(evaluation.samples))}
                </span>
              </th>
            ) : (
              <th scope="col" rowSpan={2} colSpan={2}>
                {label}
              </th>
            )}
          </tr>
          <tr>
            <th scope="col">Loss</th>
            <th scope="col">Accuracy</th>
            {scored && (
              <>
                <th scope="col">Loss</th>
                <th scope="col">Accuracy</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {paths.map(({ series, path }) => (
            <PathRow
              key={series.name}
              {...{ series, path, measure }}
              unit={unit.length}
              many={isMany(paths)}
              split={evaluation.split}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PathRowProps extends Omit<WantedPath, 'stage'> {
  /** Among so many that there is no room for notes. */
  readonly many: boolean;
  readonly measure: PathMeasure;
  readonly unit: number;
  readonly split: 'train' | 'test';
}

/** Each row listens to its own path, so that an answer for one leaves the others alone. */
const PathRow = memo(function PathRow(props: PathRowProps) {
  const { series, path, measure, unit, split, many } = props;
  const alpha = useWorkspace(({ view }) => view.alpha);
  const live = useWorkspace(({ prediction }) => prediction[series.name] ?? null);
  const late = useLasting(live !== null && live.alpha !== alpha, LATE);
  const notLive = useWorkspace((state) => notLiveText(series.name, state));
  const shown = useWorkspace(({ view }) => !view.hidden.includes(series.name));
  const read = path === null ? null : readPath(path, path, alpha);
  const other = path?.other ? readPath(path, path.other, alpha) : null;
  const failed = useWorkspace((state) => fitFailed(series.name, state));
  const reason = path !== null ? undefined : failed ? 'its training failed' : 'not computed yet';
  const values = path === null ? null : valuesAlong(path, measure, unit);
  return (
    <>
      <tr data-late={late || undefined} data-hidden={!shown || undefined}>
        <th scope="row">
          <PathToggle series={series} />
          {failed && path === null ? (
            <span className="note">its training failed</span>
          ) : (
            !many && <span className="note">{series.note}</span>
          )}
        </th>
        <td title={reason}>{read === null ? DASH : lossText(read.loss)}</td>
        <td title={reason}>{read === null ? DASH : percentText(read.accuracy)}</td>
        {MEASURES[measure].scored ? (
          notLive !== null && path !== null ? (
            <td className="live quiet" colSpan={2}>
              {notLive}
            </td>
          ) : (
            <>
              <td className="live">{live === null ? DASH : lossText(live.loss)}</td>
              <td className="live">{live === null ? DASH : percentText(live.accuracy)}</td>
            </>
          )
        ) : (
          <td colSpan={2} title={reason}>
            {values === null || path === null
              ? DASH
              : alongText(measure, between(path.alphas, values, alpha))}
          </td>
        )}
      </tr>
      {other !== null && (
        <tr className="other-split" data-hidden={!shown || undefined}>
          <th scope="row">
            <span className="visually-hidden">{series.title}, </span>
            {otherSplit(split)} images
          </th>
          <td>{lossText(other.loss)}</td>
          <td>{percentText(other.accuracy)}</td>
          <td colSpan={2} />
        </tr>
      )}
    </>
  );
});

/** Whether a curve is missing because it could not be fitted. */
const fitFailed = (name: PathName, { tasks }: Pick<WorkspaceState, 'tasks'>): boolean =>
  isFitted(name) && stateOf(tasks, fitRef(name)).status === 'failed';

/** Why a path has no live values, in few words; null where it has, or will have. */
function notLiveText(
  name: PathName,
  state: Pick<WorkspaceState, 'tasks' | 'experiment' | 'landscape' | 'busy'>,
): string | null {
  const { tasks, experiment } = state;
  const task = taskOf(planOfExperiment(experiment), pathRef(name));
  if (task !== null && !isLive(task.settings)) return 'REPAIR takes too long here';
  if (isArriving(state)) return null;
  const absent = (['A', 'B'] as const).every(
    (network) => stateOf(tasks, networkRef(network)).status === 'idle',
  );
  return absent ? 'no weights here' : null;
}

/** The split on which paths are not measured unless both are asked for. */
export const otherSplit = (split: 'train' | 'test') => (split === 'test' ? 'train' : 'test');
