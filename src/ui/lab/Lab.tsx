/** Building an experiment: every field of it beside what comes of it. */
import { useState } from 'react';
import { MAIN_ID } from '../places';
import { Guard } from '../Boundary';
import { Icon } from '../controls/Icon';
import { RunBar } from '../controls/RunBar';
import { Settings } from '../controls/Settings';
import { Answer } from '../explorer/Answer';
import { Stage } from '../explorer/Stage';
import { ExamplePanel } from '../gallery/ExamplePanel';
import { JsonEditor } from './JsonEditor';
import { StageTabs } from '../tabs/StageTabs';
import { PixelsCaution } from '../views/PixelsCaution';
import { Remarks } from '../views/Remarks';

export function Lab() {
  const [settings, setSettings] = useState(false);
  const [json, setJson] = useState(false);
  return (
    <div className="lab" data-json={json}>
      <aside className="side" aria-label="Experiment">
        <h2 className="visually-hidden">Experiment</h2>
        <Guard of="The run">
          <RunBar />
        </Guard>
        <button
          type="button"
          className="settings-toggle"
          aria-expanded={settings}
          onClick={() => setSettings(!settings)}
        >
          Settings
          <Icon name="chevron" />
        </button>
        <div className="settings" data-open={settings}>
          <button
            type="button"
            className="button small"
            aria-expanded={json}
            onClick={() => setJson(!json)}
          >
            As JSON
          </button>
          <div className="settings-sides">
            <div>
              <Guard of="The settings">
                <Settings />
              </Guard>
            </div>
            {json && (
              <Guard of="The document">
                <JsonEditor />
              </Guard>
            )}
          </div>
        </div>
      </aside>
      <main id={MAIN_ID} className="results" tabIndex={-1}>
        <h1 className="visually-hidden">Lab</h1>
        <PixelsCaution />
        <Remarks />
        <Answer />
        <Stage />
        <ExamplePanel />
        <StageTabs />
      </main>
    </div>
  );
}
