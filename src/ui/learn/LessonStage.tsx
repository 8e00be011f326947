/** The stage of a lesson: pictures of the explorer, and its slider. On a phone one picture at a time. */
import { useState, type KeyboardEvent } from 'react';
import type { StepPicture } from '../../pipeline/lessons/lesson';
import { Guard } from '../Boundary';
import { Switcher } from '../controls/Switcher';
import { useMedia } from '../hooks';
import { TABS } from '../tabs/tabs';
import { ShownTab } from '../tabs/StageTabs';
import { BoundaryPart } from '../views/BoundaryPart';
import { Interpolation } from '../views/Interpolation';
import { PathView } from '../views/PathView';
import { PlaneView } from '../views/PlaneView';
import { SIDE_BY_SIDE } from './useScreens';

const STAGE = 'lesson-stage';

const LABELS = { plane: 'Plane', line: 'Chart', boundary: 'Boundary' } as const;

const labelOf = (picture: StepPicture): string =>
  picture === 'plane' || picture === 'line' || picture === 'boundary'
    ? LABELS[picture]
    : TABS[picture].label;

/** Brings the keyboard to the slider, which is in sight: to scroll to it would turn to another screen. */
export function focusSlider(): void {
  document.querySelector<HTMLElement>(`#${STAGE} .stage-bar input`)?.focus({ preventScroll: true });
}

/** From the stage back to the text. */
function leave({ key, defaultPrevented }: KeyboardEvent): void {
  if (key === 'Escape' && !defaultPrevented)
    document.querySelector<HTMLElement>('.screen[aria-current]')?.focus({ preventScroll: true });
}

export function LessonStage({ pictures }: { readonly pictures: readonly StepPicture[] }) {
  const isBeside = useMedia(SIDE_BY_SIDE);
  const [chosen, choose] = useState<StepPicture>('plane');
  const one = pictures.find((picture) => picture === chosen) ?? pictures[0] ?? 'plane';
  const shown = isBeside ? pictures : [one];
  return (
    <section
      id={STAGE}
      className="lesson-stage"
      aria-label="Stage"
      aria-description="Escape leads back to the text."
      onKeyDown={leave}
    >
      {!isBeside && pictures.length > 1 && (
        <Switcher
          label="Picture"
          value={one}
          options={pictures.map((picture) => ({ value: picture, label: labelOf(picture) }))}
          onChoose={choose}
        />
      )}
      <div className="lesson-pictures" data-count={shown.length}>
        {shown.map((picture) => (
          <div key={picture} className="lesson-picture" data-picture={picture}>
            <Picture picture={picture} />
          </div>
        ))}
      </div>
      <div className="stage-bar">
        <Interpolation />
      </div>
    </section>
  );
}

function Picture({ picture }: { readonly picture: StepPicture }) {
  if (picture === 'plane')
    return (
      <Guard of="The loss plane">
        <PlaneView />
      </Guard>
    );
  if (picture === 'line')
    return (
      <Guard of="The chart of the paths">
        <PathView />
      </Guard>
    );
  if (picture === 'boundary') return <BoundaryPart />;
  return <ShownTab name={picture} />;
}
