/** What happened that the user should know, until it is dismissed. */
import { usePage, useSession, useStores } from '../context';
import { Icon } from './Icon';

const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

export function Notices() {
  const { session } = useStores();
  const notices = useSession((state) => state.notices);
  const useNewVersion = usePage((page) => page.useNewVersion);
  return (
    <div className="notices">
      <ul className="notice-list" aria-label="Notices" aria-live="polite">
        {useNewVersion !== null && (
          <li className="notice" data-level="information">
            <p>
              <b className="notice-level">Note</b> A new version of Isthmus is here. It is used at
              your next visit, or now:
            </p>
            <button type="button" className="button small" onClick={useNewVersion}>
              Reload to use it
            </button>
          </li>
        )}
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
