/** The name of a path with its line; pressed, the path is drawn in every picture, else in none. */
import type { PathName } from '../../jobs/paths';
import { useWorkspace, useStores } from '../context';
import type { Series } from '../draw/series';
import { useLook, usePointing } from './pointed';
import { Swatch } from './Swatch';

export function PathToggle({ series }: { readonly series: Series }) {
  const { workspace } = useStores();
  const shown = useWorkspace(({ view }) => !view.hidden.includes(series.name));
  const look = useLook();
  const pointing = usePointing(series.name);
  return (
    <button
      type="button"
      className="path-toggle"
      aria-pressed={shown}
      title={shown ? 'Press to hide it in the pictures' : 'Press to show it in the pictures'}
      onClick={() => workspace.getState().look({ hidden: toggled(series.name) })}
      {...pointing}
    >
      <Swatch colour={look(series).colour} />
      {series.title}
    </button>
  );

  function toggled(name: PathName): readonly PathName[] {
    const { hidden } = workspace.getState().view;
    return hidden.includes(name) ? hidden.filter((other) => other !== name) : [...hidden, name];
  }
}
