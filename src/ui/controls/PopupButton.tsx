/** A button that opens a card beside it: at once a plain button, which can be opened once what opens it has arrived. */
import { useRef } from 'react';
import { useArrived } from '../LazyPart';
import { POPUP } from '../parts';
import type { PopupProps } from './Popup';

export function PopupButton(props: PopupProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { module, asked, ask } = useArrived(POPUP);
  const { className, label, hint, face } = props;
  if (module !== null)
    return (
      <module.Popup
        {...props}
        pressed={asked}
        // The plain button is on the page until this one is.
        focused={button.current !== null && button.current === document.activeElement}
      />
    );
  return (
    <button
      ref={button}
      type="button"
      className={className}
      aria-label={label}
      title={hint}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={ask}
    >
      {face}
    </button>
  );
}
