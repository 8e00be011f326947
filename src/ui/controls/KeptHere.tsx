/** How much the browser keeps of experiments, and how to have it removed. */
import { useEffect, useState } from 'react';
import type { StorageState } from '../../store/session';
import { useSession, useStores, useWorkspace } from '../context';
import { bytesText } from '../format';

export function KeptHere() {
  const { session } = useStores();
  const storage = useSession((state) => state.storage);
  const busy = useWorkspace((state) => state.busy);
  const [asking, ask] = useState(false);
  useEffect(() => void session.getState().measureStorage(), [session, busy]);
  if (session.keeper === null) return null;
  const { usage } = storage;
  const some = usage !== null && (usage.bytes > 0 || usage.runs > 0);
  return (
    <section className="kept-here" aria-label="Kept in this browser">
      <p className="hint" role="status">
        {keptText(storage)}
      </p>
      {some && !asking && (
        <div className="note-buttons">
          <button type="button" className="button small" onClick={() => ask(true)}>
            Clear
          </button>
          <KeepForGood />
        </div>
      )}
      {some && asking && (
        <div className="note-buttons">
          <button
            type="button"
            className="button small"
            onClick={() => {
              ask(false);
              void session.getState().clearStorage();
            }}
          >
            Remove all of it
          </button>
          <button type="button" className="button small" onClick={() => ask(false)}>
            Leave it
          </button>
        </div>
      )}
    </section>
  );
}

/** `Kept in this browser: 12.4 MB of 3 experiments.` */
export function keptText({ usage, trouble, room }: StorageState): string {
  if (usage === null)
    return trouble === null
      ? 'Looking for what is kept in this browser.'
      : 'This browser keeps nothing of this page.';
  const { bytes, runs } = usage;
  if (bytes === 0 && runs === 0)
    return 'Experiments are kept in this browser as they are computed; nothing goes elsewhere.';
  const of = runs === 1 ? '1 experiment' : `${runs} experiments`;
  const most = room === null ? '' : ` The browser has room for ${bytesText(room)}.`;
  return `Kept in this browser: ${bytesText(bytes)} of ${of}.${most}`;
}

/** Asks the browser not to make room by removing what is kept here; nothing where it does not anyway. */
function KeepForGood() {
  const [persisted, setPersisted] = useState(true);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    storageManager()
      ?.persisted()
      .then(setPersisted, () => undefined);
  }, []);
  if (persisted) return null;
  if (refused)
    return (
      <p className="hint">The browser did not agree; it may remove this when it needs room.</p>
    );
  return (
    <button
      type="button"
      className="button small"
      onClick={() =>
        void storageManager()
          ?.persist()
          .then(
            (agreed) => {
              setPersisted(agreed);
              setRefused(!agreed);
            },
            () => setRefused(true),
          )
      }
    >
      Ask the browser to keep it
    </button>
  );
}

/** Absent on insecure pages. */
const storageManager = (): StorageManager | undefined => (navigator as Partial<Navigator>).storage;
