/** A button that opens a card beside it: at once a plain button, which can be opened once what opens it has arrived. */
import { useState } from 'react';
import { useArrived } from '../LazyPart';
import { POPUP } from '../parts';
import type { PopupProps } from './Popup';

export function PopupButton(props: PopupProps) {
  const [focused, setFocused] = useState(false);
  const { module, asked, ask } = useArrived(POPUP);
  const { className, label, hint, face } = props;
  if (module !== null) return <module.Popup {...props} pressed={asked} focused={focused} />;
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={hint}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={ask}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {face}
    </button>
  );
}
