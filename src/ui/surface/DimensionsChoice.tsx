/** The plane as a map or as a surface. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { Dimensions } from './useDimensions';

const CHOICES = [
  { value: 2, label: '2-D' },
  { value: 3, label: '3-D' },
] as const;

export function DimensionsChoice({ shown, choose }: Pick<Dimensions, 'shown' | 'choose'>) {
  return (
    <ToggleGroup className="switcher" aria-label="Dimensions" value={[String(shown)]}>
      {CHOICES.map(({ value, label }) => (
        <Toggle
          key={value}
          value={String(value)}
          className="switcher-item"
          onPressedChange={() => choose(value)}
        >
          {label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
