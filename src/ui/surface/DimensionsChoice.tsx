/** The plane as a map or as a surface: in the picture's corner. */
import type { Dimensions } from './useDimensions';

const CHOICES = [
  { value: 2, label: '2-D' },
  { value: 3, label: '3-D' },
] as const;

export function DimensionsChoice({ shown, choose }: Pick<Dimensions, 'shown' | 'choose'>) {
  return (
    <div className="switcher dimensions" role="group" aria-label="Dimensions" data-unexported="">
      {CHOICES.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="switcher-item"
          aria-pressed={shown === value}
          data-pressed={shown === value || undefined}
          onClick={() => choose(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
