/** A drop-down list of a few named values. */
import { Select } from '@base-ui/react/select';
import { useTakenFocus, type FallbackState } from './fallbackButton';
import { Icon } from './Icon';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** In place of the label once it is chosen. */
  readonly short?: string;
  /** What it asks for, beside its label. */
  readonly note?: string;
}

export interface ChoiceProps<Value extends string> {
  /** Accessible name; the visible label is beside it. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChoose: (value: Value) => void;
  readonly className?: string;
  /** What became of the plain button that was in its place ({@link LazyChoice}). */
  readonly fallback?: FallbackState;
}

export function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
  className = '',
  fallback,
}: ChoiceProps<Value>) {
  const trigger = useTakenFocus(fallback?.focused ?? false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Select.Root<Value>
      items={options}
      value={value}
      onValueChange={(chosen) => {
        if (chosen !== null) onChoose(chosen);
      }}
      modal={false}
      defaultOpen={fallback?.pressed ?? false}
    >
      <Select.Trigger ref={trigger} className={`choice ${className}`} aria-label={label}>
        <Select.Value className="choice-value">{chosen?.short ?? chosen?.label}</Select.Value>
        <Select.Icon className="choice-icon">
          <Icon name="chevron" />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className="layer" sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup className="popup options">
            <Select.List>
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value} className="option">
                  <Select.ItemIndicator className="option-check" keepMounted>
                    <Icon name="check" />
                  </Select.ItemIndicator>
                  <Select.ItemText>{option.label}</Select.ItemText>
                  {option.note !== undefined && <span className="hint">{option.note}</span>}
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
