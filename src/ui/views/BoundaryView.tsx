/** What the network at the slider's place says of every point of the square, on the paths side by side. */
import { useMemo } from 'react';
import { entryOf, makeDataset, nameIn } from '../../data/named';
import { CURVE_NAMES, type PathName } from '../../jobs/paths';
import { pathNames } from '../../pipeline/kinds/pair/paths';
import type { Experiment } from '../../pipeline/experiment';
import { useWorkspace } from '../context';
import { SHAPE_NAMES } from '../draw/boundary';
import { seriesFor } from '../draw/series';
import { useStable } from '../hooks';
import { anyRunning, stageList } from '../stage';
import { BoundaryCursor } from './BoundaryCursor';
import { BoundaryPicture } from './BoundaryPicture';
import { boundarySummary, type DrawnBoundary } from './boundaryText';
import { Empty, Panel } from './Panel';
import { useBoundaries } from './useBoundaries';

/** Both lines, and the first of the curves. */
function namesOf(experiment: Experiment): readonly PathName[] {
  const wanted = pathNames(experiment);
  const curve = CURVE_NAMES.find((name) => wanted.includes(name));
  return (['naive', 'permuted', curve] as const).filter(
    (name) => name !== undefined && wanted.includes(name),
  ) as readonly PathName[];
}

export default function BoundaryView() {
  const experiment = useWorkspace((state) => state.experiment);
  const running = useWorkspace((state) => anyRunning(stageList(state)));
  const hidden = useWorkspace(({ view }) => view.hidden);
  const names = useStable(namesOf(experiment).filter((name) => !hidden.includes(name)));
  const boundaries = useBoundaries(names);
  const { dataset, points } = experiment;
  const test = useMemo(() => makeDataset(nameIn({ dataset, points })).test, [dataset, points]);
  const { classes } = entryOf(experiment);
  const drawn = names.flatMap((name): DrawnBoundary[] => {
    const boundary = boundaries[name];
    return boundary === undefined ? [] : [{ series: seriesFor(name), boundary }];
  });
  return (
    <Panel
      name="boundary"
      title="Decision boundary"
      sentence="Which class the network at the slider’s place says at every point of the square: the fainter the colour, the less sure it is. Test points lie on it; those that it gets wrong are ringed."
      source="Points of a square, as in TensorFlow’s Playground (Smilkov et al. 2017)"
      stages={[]}
      recipe={null}
    >
      {drawn.length === 0 ? (
        <Empty>
          {names.length === 0
            ? 'No path is shown: press one in the key to see its boundary.'
            : running
              ? 'The boundaries are drawn once the paths are measured.'
              : 'The boundaries of the averages, naive and aligned, will be here.'}
        </Empty>
      ) : (
        <>
          <BoundaryCursor drawn={drawn} classes={classes}>
            {(mark) => (
              <div
                role="img"
                aria-label="Decision boundary"
                aria-describedby="boundary-summary"
                className="boundary-pictures"
              >
                {drawn.map(({ series, boundary }) => (
                  <div key={series.name} className="boundary-path">
                    <p className="boundary-title">{series.title}</p>
                    <div className="boundary-square">
                      <BoundaryPicture boundary={boundary} points={test} classes={classes.length} />
                      {mark}
                    </div>
                  </div>
                ))}
              </div>
            )}
          </BoundaryCursor>
          <ul className="boundary-key" aria-label="Classes">
            {classes.map((name, label) => (
              <li key={name}>
                <span
                  className="boundary-swatch"
                  style={{ background: `var(--class-${label})` }}
                  aria-hidden="true"
                />
                {name} ({SHAPE_NAMES[label]})
              </li>
            ))}
          </ul>
          <p id="boundary-summary" className="summary">
            {boundarySummary(drawn, test.labels)}
          </p>
        </>
      )}
    </Panel>
  );
}
