/** The stage before a room: large type, one step after the other by arrow keys, and Escape leaves. */
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Guard } from '../Boundary';
import { useStores } from '../context';
import { Notices } from '../controls/Notices';
import { RunStrip } from '../explorer/RunStrip';
import { enterMode } from '../mode';
import { MAIN_ID } from '../places';
import { usePaths } from '../views/drawnPaths';
import { Interpolation } from '../views/Interpolation';
import { PathView } from '../views/PathView';
import { PlaneView } from '../views/PlaneView';
import { hasModifier, stepsOf } from '../stepKeys';
import { scriptOf, type Step } from './script';
import '../styles/present.css';

export function Present() {
  const { workspace, page } = useStores();
  const { paths, made } = usePaths();
  const steps = useMemo(
    () =>
      scriptOf(
        paths.map(({ series, path }) => ({ name: series.name, path })),
        made,
      ),
    [paths, made],
  );
  const main = useRef<HTMLElement>(null);
  const [at, setAt] = useState(0);
  const [before] = useState(() => workspace.getState().view);
  const shown = steps[Math.min(at, steps.length - 1)];

  const go = useCallback(
    (to: number) => {
      const step = steps[to];
      if (step === undefined) return;
      setAt(to);
      page.setState({ playing: false });
      workspace.getState().look(step.view);
      if (step.plays) page.setState({ playing: true });
    },
    [steps, workspace, page],
  );
  // The first step once there is something to show.
  const ready = steps.length > 0;
  useEffect(() => {
    const [first] = steps;
    if (first !== undefined) workspace.getState().look(first.view);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- as new numbers come in, the step stays
  }, [ready]);

  const leave = useCallback(() => {
    const { alpha, hidden } = before;
    page.setState({ playing: false });
    workspace.getState().look({ alpha, hidden });
    enterMode([]);
  }, [before, workspace, page]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !hasModifier(event)) {
        leave();
        return;
      }
      const by = stepsOf(event, false);
      if (by === null) return;
      event.preventDefault();
      go(at + by);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [at, go, leave]);

  useEffect(() => {
    const focus = () => main.current?.focus({ preventScroll: true });
    focus();
    // Whoever drags the slider by a pointer goes on with the arrow keys as before.
    addEventListener('pointerup', focus);
    return () => removeEventListener('pointerup', focus);
  }, []);

  // Before the pictures are laid out, whose marks are as large as the type.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['mode'] = 'present';
    return () => {
      delete dataset['mode'];
    };
  }, []);

  return (
    <main id={MAIN_ID} ref={main} className="presenting" tabIndex={-1}>
      <Notices />
      <h1 className="visually-hidden">Isthmus, step by step</h1>
      <p className="present-sentence" role="status" aria-label="What is shown">
        {shown?.sentence ?? 'Nothing is computed yet.'}
      </p>
      {!ready && <RunStrip />}
      <section className="stage" aria-label="Stage">
        <div className="stage-plane">
          <Guard of="The loss plane">
            <PlaneView />
          </Guard>
        </div>
        <div className="stage-side">
          <Guard of="The chart of the paths">
            <PathView alone />
          </Guard>
        </div>
        <div className="stage-bar">
          <Interpolation />
        </div>
      </section>
      <Steps steps={steps} at={at} onGo={go} onLeave={leave} />
    </main>
  );
}

interface StepsProps {
  readonly steps: readonly Step[];
  readonly at: number;
  readonly onGo: (to: number) => void;
  readonly onLeave: () => void;
}

function Steps({ steps, at, onGo, onLeave }: StepsProps) {
  return (
    <nav className="present-steps" aria-label="Steps">
      <ol>
        {steps.map(({ label }, i) => (
          <li key={label}>
            <button
              type="button"
              className="chip"
              aria-current={i === at ? 'step' : undefined}
              onClick={() => onGo(i)}
            >
              {label}
            </button>
          </li>
        ))}
      </ol>
      <FullScreenButton />
      <button type="button" className="button small" onClick={onLeave}>
        Leave (Esc)
      </button>
    </nav>
  );
}

const onFullScreen = (changed: () => void) => {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
};

/** For keyboards without a key for it. Nothing where the browser, or a page around this one, does not allow it. */
function FullScreenButton() {
  const full = useSyncExternalStore(onFullScreen, () => document.fullscreenElement !== null);
  // Who leaves the form for a room leaves its full screen too.
  useEffect(
    () => () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    },
    [],
  );
  if (!document.fullscreenEnabled) return null;
  const turn = () =>
    full ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  return (
    <button
      type="button"
      className="button small full-screen"
      // A browser that refuses leaves the page as it is.
      onClick={() => void turn().catch(() => undefined)}
    >
      {full ? 'Leave full screen' : 'Full screen'}
    </button>
  );
}
