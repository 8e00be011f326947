/** A choice that is a plain button until what opens it has arrived. */
import { useRef } from 'react';
import { useArrived } from '../LazyPart';
import { CHOICE } from '../parts';
import type { ChoiceProps } from './Choice';
import { Icon } from './Icon';

export function LazyChoice<Value extends string>(props: ChoiceProps<Value>) {
  const button = useRef<HTMLButtonElement>(null);
  const { module, asked, ask } = useArrived(CHOICE);
  const { label, value, options, className = '' } = props;
  if (module !== null)
    return (
      <module.Choice
        {...props}
        pressed={asked}
        // The plain button is on the page until this one is.
        focused={button.current !== null && button.current === document.activeElement}
      />
    );
  const chosen = options.find((option) => option.value === value);
  return (
    <button
      ref={button}
      type="button"
      role="combobox"
      className={`choice ${className}`}
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded={false}
      onClick={ask}
    >
      <span className="choice-value">{chosen?.short ?? chosen?.label}</span>
      <span className="choice-icon">
        <Icon name="chevron" />
      </span>
    </button>
  );
}
