/** Starts and stops the slider's walk. */
import { Icon } from '../controls/Icon';
import { usePlay } from './play';

export function PlayButton() {
  const { playing, play, pause } = usePlay();
  return (
    <button
      type="button"
      className="button bare play"
      aria-label={playing ? 'Pause' : 'Play'}
      title={playing ? 'Pause' : 'From A to B and back'}
      onClick={playing ? pause : play}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}
