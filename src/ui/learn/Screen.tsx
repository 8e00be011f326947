/** The frame of every screen: its title, what stands in it, and the way to its neighbours. */
import { useId, type ReactNode } from 'react';
import type { Landscapes } from './landscapes';
import type { NamedLesson } from './lessons';
import { Onward } from './Onward';

export interface ScreenProps {
  readonly lesson: NamedLesson;
  readonly landscapes: Landscapes;
  /** Its place, from 1, and that of the last one. */
  readonly count: number;
  readonly of: number;
  /** True of the one that the stage stands with. */
  readonly active: boolean;
  readonly sectionRef: (section: HTMLElement | null) => void;
  /** Called when it is touched while it is not the active one. */
  readonly onSeen: () => void;
  readonly onGo: (by: number) => void;
  readonly onTake: () => void;
}

interface FrameProps extends ScreenProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Screen(props: FrameProps) {
  const { title, children, count, of, active, sectionRef, onSeen, onGo } = props;
  const id = useId();
  return (
    <section
      ref={sectionRef}
      className="screen"
      aria-labelledby={id}
      aria-current={active ? 'step' : undefined}
      tabIndex={-1}
      onPointerDown={onSeen}
    >
      <p className="screen-count quiet" aria-hidden="true">
        {count} of {of}
      </p>
      <h2 id={id}>
        <span className="visually-hidden">
          {count} of {of}:{' '}
        </span>
        {title}
      </h2>
      {children}
      {/* Of the others only the text: the Tab key goes from here to the stage. */}
      <footer className="screen-foot" inert={!active}>
        <div className="screen-ways">
          {count > 1 && (
            <button type="button" className="button" onClick={() => onGo(-1)}>
              Back
            </button>
          )}
          {count < of && (
            <button type="button" className="button primary" onClick={() => onGo(1)}>
              Next
            </button>
          )}
        </div>
        {active && <Onward {...props} />}
      </footer>
    </section>
  );
}
