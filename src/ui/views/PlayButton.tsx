/** Starts and stops the slider's walk. */
import { usePage, useStores } from '../context';
import { Icon } from '../controls/Icon';
import { useWalk } from './play';

export function PlayButton() {
  const { page } = useStores();
  const playing = usePage((state) => state.playing);
  useWalk();
  return (
    <button
      type="button"
      className="button bare play"
      aria-label={playing ? 'Pause' : 'Play'}
      title={playing ? 'Pause' : 'From A to B and back'}
      onClick={() => page.setState({ playing: !playing })}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}
