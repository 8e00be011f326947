/** The slider from A (or π(A)) to B, its track exactly as wide as the axis above it. */
import { Slider } from '@base-ui/react/slider';
import { useWorkspace, useStores } from '../context';
import { ALPHA_STEP, roundedAlpha } from '../draw/series';
import { alphaText } from '../format';

export function Interpolation() {
  const { workspace } = useStores();
  const alpha = useWorkspace(({ view }) => view.alpha);
  return (
    <Slider.Root
      className="interpolation"
      value={alpha}
      min={0}
      max={1}
      step={ALPHA_STEP}
      largeStep={10 * ALPHA_STEP}
      onValueChange={(value) => workspace.getState().look({ alpha: roundedAlpha(value) })}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track" data-slider-track="">
          <Slider.Thumb
            className="slider-thumb"
            aria-label="Interpolation"
            getAriaValueText={(_, value) => `alpha ${alphaText(value)}`}
          />
        </Slider.Track>
      </Slider.Control>
      <div className="slider-ticks" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
          <span key={tick} style={{ left: `${100 * tick}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <div className="slider-ends" aria-hidden="true">
        <span>A or π(A)</span>
        <span className="quiet">α</span>
        <span>B</span>
      </div>
    </Slider.Root>
  );
}
