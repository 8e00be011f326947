/** A choice that is a plain button until what opens it has arrived. */
import { useState } from 'react';
import { useArrived } from '../LazyPart';
import { CHOICE } from '../parts';
import type { ChoiceProps } from './Choice';
import { Icon } from './Icon';

export function LazyChoice<Value extends string>(props: ChoiceProps<Value>) {
  const [focused, setFocused] = useState(false);
  const { module, asked, ask } = useArrived(CHOICE);
  const { label, value, options, className = '' } = props;
  if (module !== null) return <module.Choice {...props} pressed={asked} focused={focused} />;
  const chosen = options.find((option) => option.value === value);
  return (
    <button
      type="button"
      role="combobox"
      className={`choice ${className}`}
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded={false}
      onClick={ask}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span className="choice-value">{chosen?.short ?? chosen?.label}</span>
      <span className="choice-icon">
        <Icon name="chevron" />
      </span>
    </button>
  );
}
