/** All settings by question, with a search among them. */
import { useMemo, useState } from 'react';
import { Switch } from '@base-ui/react/switch';
import { changesOf } from '../changes';
import { useWorkspace } from '../context';
import { Settings } from '../controls/Settings';
import { ShownSettingsContext, type ShownSettings } from '../controls/shownSettings';

const QUESTIONS: ShownSettings['titles'] = {
  data: 'What do they learn?',
  network: 'What are they?',
  optimisation: 'How do they learn?',
  networks: 'How do they differ?',
  alignment: 'How are they matched?',
  curves: 'How do we walk?',
  measurements: 'What do we measure?',
  evaluation: 'On how much, how finely?',
  plane: 'Where does the plane lie?',
};

export function DrawerSettings() {
  const changes = useWorkspace(({ experiment }) => changesOf(experiment).length);
  const [query, setQuery] = useState('');
  const [only, setOnly] = useState(false);
  // Nothing would be left to see.
  const changed = only && changes > 0;
  const shown = useMemo(
    () => ({ titles: QUESTIONS, query: query.trim(), changed, resets: true }),
    [query, changed],
  );
  return (
    <>
      <input
        className="input"
        type="search"
        aria-label="Search the settings"
        placeholder="Search: momentum, seed, …"
        value={query}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      <label className="switch-line">
        <span>Only what I changed ({changes})</span>
        <Switch.Root
          className="switch"
          checked={changed}
          disabled={changes === 0}
          onCheckedChange={setOnly}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      </label>
      <div className="drawer-settings" data-filtered={changed || query.trim() !== '' || undefined}>
        <ShownSettingsContext value={shown}>
          <Settings />
        </ShownSettingsContext>
        <p className="drawer-empty hint">No setting of that name.</p>
      </div>
    </>
  );
}
