/** Two or three values side by side, one of them chosen: radio buttons that look like one control. */
import type { ReactNode } from 'react';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';

interface SwitcherProps<Value extends string> {
  /** Accessible name of the group. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    /** In place of the label, which stays its accessible name. */
    readonly icon?: ReactNode;
  }[];
  readonly onChoose: (value: Value) => void;
  readonly disabled?: boolean;
}

export function Switcher<Value extends string>({
  label,
  value,
  options,
  onChoose,
  disabled = false,
}: SwitcherProps<Value>) {
  return (
    <RadioGroup<Value>
      className="switcher"
      aria-label={label}
      value={value}
      onValueChange={onChoose}
      disabled={disabled}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="switcher-item"
          aria-label={option.label}
          title={option.icon === undefined ? undefined : option.label}
        >
          {option.icon ?? option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
