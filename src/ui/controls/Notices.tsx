/** What happened that the user should know, until it is dismissed. */
import { useIsthmus, useStores } from '../context';
import { Icon } from './Icon';

export function Notices() {
  const { isthmus } = useStores();
  const notices = useIsthmus((state) => state.notices);
  return (
    <div className="notices" aria-live="polite">
      {notices.map(({ id, text }) => (
        <div key={id} className="notice">
          <p>{text}</p>
          <button
            type="button"
            className="button bare"
            aria-label="Dismiss"
            onClick={() => isthmus.getState().dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
