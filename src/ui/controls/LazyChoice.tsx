/** A choice that is a plain button until what opens it has arrived. */
import { CHOICE } from '../parts';
import type { ChoiceProps } from './Choice';
import { useFallbackButton } from './fallbackButton';
import { Icon } from './Icon';

export function LazyChoice<Value extends string>(props: ChoiceProps<Value>) {
  const { module, fallback, events } = useFallbackButton(CHOICE);
  const { label, value, options, className = '' } = props;
  if (module !== null) return <module.Choice {...props} fallback={fallback} />;
  const chosen = options.find((option) => option.value === value);
  return (
    <button
      type="button"
      role="combobox"
      className={`choice ${className}`}
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded={false}
      {...events}
    >
      <span className="choice-value">{chosen?.short ?? chosen?.label}</span>
      <span className="choice-icon">
        <Icon name="chevron" />
      </span>
    </button>
  );
}
