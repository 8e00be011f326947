/** What happened that the user should know, until it is dismissed. */
import { useSession, useStores } from '../context';
import { Icon } from './Icon';

const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

export function Notices() {
  const { session } = useStores();
  const notices = useSession((state) => state.notices);
  return (
    <div className="notices">
      <ul className="notice-list" aria-label="Notices" aria-live="polite">
        {notices.map(({ id, text, level, time, count }) => (
          <li key={id} className="notice" data-level={level}>
            <p>
              <b className="notice-level">{level === 'problem' ? 'Problem' : 'Note'}</b> {text}
              {count > 1 && <span className="quiet"> ({count} times)</span>}
            </p>
            <time className="quiet" dateTime={new Date(time).toISOString()}>
              {TIME.format(time)}
            </time>
            <button
              type="button"
              className="button bare"
              aria-label="Dismiss"
              onClick={() => session.getState().dismiss(id)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {notices.length > 1 && (
        <button
          type="button"
          className="button small"
          onClick={() => session.getState().dismiss('all')}
        >
          Dismiss all {notices.length}
        </button>
      )}
    </div>
  );
}
