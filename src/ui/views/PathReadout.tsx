/** What each path is at the slider's alpha: along the curves, and of these very networks. */
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import type { PathMeasure } from '../../store/workspace';
import { memo } from 'react';
import { CATALOG } from '../../data/catalog';
import { PREDICTION_SAMPLES } from '../../store/prediction';
import type { PathName } from '../../jobs/paths';
import { networkRef, pathRef } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import { taskOf } from '../../pipeline/task';
import { isLive } from '../../pipeline/tasks/paths';
import type { WorkspaceState } from '../../store/workspace';
import { useWorkspace, useStores } from '../context';
import { alongText, MEASURES, valuesAlong } from '../draw/along';
import { between, readPath } from '../draw/series';
import { alphaText, countText, DASH, lossText, percentText } from '../format';
import { useLasting } from '../hooks';
import type { usePaths, WantedPath } from './drawnPaths';
import { PathToggle } from './PathToggle';

/** Milliseconds that an answer may take before its values count as old. */
const LATE = 150;

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
                  onClick={() => workspace.getState().look({ hidden: [] })}
                >
                  Show all
                </button>
              )}
            </th>
            <th scope="colgroup" colSpan={2}>
              {imagesText(made, evaluation.split)}
            </th>
            {scored ? (
              <th scope="colgroup" colSpan={2}>
                Live, {PREDICTION_SAMPLES} images
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
          {paths.map(({ series, tag, path }) => (
            <PathRow
              key={series.name}
              {...{ series, tag, path, measure }}
              unit={unit.length}
              split={evaluation.split}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PathRowProps extends Omit<WantedPath, 'stage'> {
  readonly measure: PathMeasure;
  readonly unit: number;
  readonly split: 'train' | 'test';
}

/** Each row listens to its own path, so that an answer for one leaves the others alone. */
const PathRow = memo(function PathRow({ series, tag, path, measure, unit, split }: PathRowProps) {
  const alpha = useWorkspace(({ view }) => view.alpha);
  const live = useWorkspace(({ prediction }) => prediction[series.name] ?? null);
  const late = useLasting(live !== null && live.alpha !== alpha, LATE);
  const notLive = useWorkspace((state) => notLiveText(series.name, state));
  const shown = useWorkspace(({ view }) => !view.hidden.includes(series.name));
  const read = path === null ? null : readPath(path, path, alpha);
  const other = path?.other ? readPath(path, path.other, alpha) : null;
  const reason = path === null ? 'not computed yet' : undefined;
  const values = path === null ? null : valuesAlong(path, measure, unit);
  return (
    <>
      <tr data-late={late || undefined} data-hidden={!shown || undefined}>
        <th scope="row">
          <PathToggle series={series} tag={tag} />
          {tag === null && <span className="note">{series.note}</span>}
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

/** Why a path has no live values, in few words; null where it has, or will have. */
function notLiveText(
  name: PathName,
  { tasks, experiment }: Pick<WorkspaceState, 'tasks' | 'experiment'>,
): string | null {
  const task = taskOf(planOfExperiment(experiment), pathRef(name));
  if (task !== null && !isLive(task.settings)) return 'REPAIR takes too long here';
  const absent = (['A', 'B'] as const).every(
    (network) => stateOf(tasks, networkRef(network)).status === 'idle',
  );
  return absent ? 'no weights here' : null;
}

/** The split on which paths are not measured unless both are asked for. */
export const otherSplit = (split: 'train' | 'test') => (split === 'test' ? 'train' : 'test');

/** `10,000 test images`: those asked for, or all that there are. */
function imagesText(
  { dataset, evaluation }: Pick<Experiment, 'dataset' | 'evaluation'>,
  split: 'train' | 'test',
): string {
  const { trainCount, testCount } = CATALOG[dataset];
  const most = split === 'train' ? trainCount : testCount;
  return `${countText(Math.min(most, evaluation.samples))} images`;
}
