/** The name of a path with its line; pressed, the path is drawn in every picture, else in none. */
import type { PathName } from '../../jobs/paths';
import { useWorkspace, useStores } from '../context';
import type { Series } from '../draw/series';
import { Swatch } from './Swatch';

interface PathToggleProps {
  readonly series: Series;
  readonly tag: string | null;
  /** In place of the path's own. */
  readonly dash?: string;
}

export function PathToggle({ series, tag, dash = series.dash }: PathToggleProps) {
  const { workspace } = useStores();
  const shown = useWorkspace(({ view }) => !view.hidden.includes(series.name));
  return (
    <button
      type="button"
      className="path-toggle"
      aria-pressed={shown}
      title={shown ? 'Press to hide it in the pictures' : 'Press to show it in the pictures'}
      onClick={() => workspace.getState().look({ hidden: toggled(series.name) })}
    >
      {tag !== null && (
        <span className="tag" aria-hidden="true" style={{ color: series.colour }}>
          {tag}
        </span>
      )}
      <Swatch colour={series.colour} dash={dash} />
      {series.title}
    </button>
  );

  function toggled(name: PathName): readonly PathName[] {
    const { hidden } = workspace.getState().view;
    return hidden.includes(name) ? hidden.filter((other) => other !== name) : [...hidden, name];
  }
}
