/** A button that opens a card beside it: at once a plain button, which can be opened once what opens it has arrived. */
import { POPUP } from '../parts';
import { useFallbackButton } from './fallbackButton';
import type { PopupProps } from './Popup';

export function PopupButton(props: PopupProps) {
  const { module, fallback, events } = useFallbackButton(POPUP);
  const { className, label, hint, face } = props;
  if (module !== null) return <module.Popup {...props} fallback={fallback} />;
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={hint}
      aria-haspopup="dialog"
      aria-expanded={false}
      {...events}
    >
      {face}
    </button>
  );
}
