/** What a visitor is asked to do, one component for each kind of act. To add one: its schema in `pipeline/lessons/acts.ts`. */
import { useEffect, useState, type ComponentType } from 'react';
import type { Act, ActKind, ActOf } from '../../pipeline/lessons/acts';
import { usePage, useStores, useWorkspace } from '../context';
import { Icon } from '../controls/Icon';
import { Switcher } from '../controls/Switcher';
import { alignedPaths, isShown, withPaths } from '../explorer/acts';
import { showAlignment } from '../page';
import { byName, figuresOfAll, type FiguresByName, type Landscapes } from './landscapes';
import { LessonText } from './LessonText';
import { focusSlider } from './LessonStage';
import { Assigning } from './assignment/Assigning';
import { ThreeUnits } from './units/ThreeUnits';

interface ActProps<Kind extends ActKind = ActKind> {
  readonly act: ActOf<Kind>;
  readonly figures: FiguresByName;
  readonly landscapes: Landscapes;
  /** True while the stage stands with it. */
  readonly active: boolean;
  /** The landscape that is shown. */
  readonly chosen: string;
  readonly onChoose: (landscape: string) => void;
}

const ACTS: { readonly [Kind in ActKind]: ComponentType<ActProps<Kind>> } = {
  slider: SliderAct,
  play: PlayAct,
  paths: PathsAct,
  landscapes: LandscapesAct,
  units: UnitsAct,
  assignment: AssignmentAct,
};

interface ActBoxProps<Kind extends ActKind> extends ActProps<Kind> {
  readonly kind: Kind;
}

export function ActBox<Kind extends ActKind>({ kind, ...props }: ActBoxProps<Kind>) {
  const Own: ComponentType<ActProps<Kind>> = ACTS[kind];
  return <Own {...props} />;
}

interface AskProps extends Pick<ActProps, 'figures'> {
  readonly act: Act;
  readonly done: boolean;
}

/** What is asked for, with a mark once it is done. */
function Ask({ act, figures, done }: AskProps) {
  return (
    <p className="lesson-ask" data-done={done || undefined}>
      {done && <Icon name="check" />}
      <span>
        <LessonText runs={act.ask} figures={figures} />
      </span>
    </p>
  );
}

/** How near to a place the slider has to come. */
const NEAR = 0.03;

function SliderAct({ act, figures, active }: ActProps<'slider'>) {
  const { workspace } = useStores();
  const [done, setDone] = useState(false);
  const { reach } = act;
  // From where the step has put it, and by the visitor.
  useEffect(() => {
    if (!active) return;
    return workspace.subscribe(({ view: { alpha } }, before) => {
      if (alpha !== before.view.alpha && Math.abs(alpha - reach) <= NEAR) setDone(true);
    });
  }, [active, workspace, reach]);
  return (
    <>
      <Ask {...{ act, figures, done }} />
      <button type="button" className="button" onClick={focusSlider}>
        To the slider
      </button>
    </>
  );
}

function PlayAct({ act, figures }: ActProps<'play'>) {
  const { page } = useStores();
  const playing = usePage((state) => state.playing);
  const [done, setDone] = useState(false);
  const press = () => {
    setDone(true);
    page.setState({ playing: !playing });
  };
  return (
    <>
      <Ask {...{ act, figures, done }} />
      <button type="button" className="button" onClick={press}>
        <Icon name={playing ? 'pause' : 'play'} />
        {playing ? 'Pause' : 'Play'}
      </button>
    </>
  );
}

function PathsAct({ act, figures }: ActProps<'paths'>) {
  const { workspace, page } = useStores();
  const experiment = useWorkspace((state) => state.experiment);
  const hidden = useWorkspace(({ view }) => view.hidden);
  const [done, setDone] = useState(false);
  const { shows, label } = act;
  const shown = isShown(hidden, shows);
  const press = () => {
    setDone(true);
    const aligned = alignedPaths(experiment);
    if (!shown && shows.some((name) => aligned.includes(name))) showAlignment(page);
    workspace.getState().look({ hidden: withPaths(hidden, shows, !shown) });
  };
  return (
    <>
      <Ask {...{ act, figures, done }} />
      <button type="button" className="button" aria-pressed={shown} onClick={press}>
        {label}
      </button>
    </>
  );
}

function LandscapesAct({ act, figures, landscapes, chosen, onChoose }: ActProps<'landscapes'>) {
  const { label, choices, reading } = act;
  const [done, setDone] = useState(false);
  const own = byName(figuresOfAll(chosen, landscapes));
  return (
    <>
      <Ask {...{ act, figures, done }} />
      <div className="lesson-landscapes">
        <span className="quiet">{label}</span>
        <Switcher
          label={label}
          value={chosen}
          options={choices.map(({ says, landscape }) => ({ value: landscape, label: says }))}
          onChoose={(landscape) => {
            setDone(true);
            onChoose(landscape);
          }}
        />
      </div>
      <p role="status">
        <LessonText runs={reading} figures={own} />
      </p>
    </>
  );
}

function UnitsAct({ act, figures }: ActProps<'units'>) {
  const [done, setDone] = useState(false);
  return (
    <>
      <Ask {...{ act, figures, done }} />
      <ThreeUnits average={act.average} onMoved={() => setDone(true)} />
    </>
  );
}

function AssignmentAct({ act, figures }: ActProps<'assignment'>) {
  const [done, setDone] = useState(false);
  return (
    <>
      <Ask {...{ act, figures, done }} />
      <Assigning from={act.from} count={act.count} onEnd={() => setDone(true)} />
    </>
  );
}
