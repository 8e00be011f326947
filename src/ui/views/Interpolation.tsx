/** The slider from A (or π(A)) to B: the place of everything that is shown of one network. */
import { Slider } from '@base-ui/react/slider';
import { useWorkspace, useStores } from '../context';
import { ALPHA_STEP, roundedAlpha } from '../draw/series';
import { alphaText } from '../format';
import { usePaths } from './drawnPaths';
import { PlayButton } from './PlayButton';
import { sliderText } from './sliderText';

export function Interpolation() {
  const { workspace } = useStores();
  const alpha = useWorkspace(({ view }) => view.alpha);
  const hidden = useWorkspace(({ view }) => view.hidden);
  const { paths } = usePaths();
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
      <PlayButton />
      <span className="slider-end" aria-hidden="true">
        A or π(A)
      </span>
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track" data-slider-track="">
          <Slider.Thumb
            className="slider-thumb"
            aria-label="Interpolation"
            getAriaValueText={(_, value) => sliderText(value, paths, hidden)}
          />
        </Slider.Track>
      </Slider.Control>
      <span className="slider-end" aria-hidden="true">
        B
      </span>
      <span className="slider-value quiet" aria-hidden="true">
        α = {alphaText(alpha)}
      </span>
    </Slider.Root>
  );
}
