/** The whole page. */
import { useState } from 'react';
import { Header } from './Header';
import { DropArea } from './controls/DropArea';
import { Notices } from './controls/Notices';
import { RunBar } from './controls/RunBar';
import { Settings } from './controls/Settings';
import { Icon } from './controls/Icon';
import { AveragesView } from './views/AveragesView';
import { BarriersView } from './views/BarriersView';
import { EnsembleView } from './views/EnsembleView';
import { NeuronsView } from './views/NeuronsView';
import { PathView } from './views/PathView';
import { PlaneView } from './views/PlaneView';
import { SimplexView } from './views/SimplexView';
import { TrainingView } from './views/TrainingView';
import { TransferView } from './views/TransferView';

export function App() {
  const [settings, setSettings] = useState(false);
  return (
    <>
      <a className="skip-link" href="#results">
        Skip to the results
      </a>
      <DropArea />
      <Header />
      <Notices />
      <div className="layout">
        <aside className="side" aria-label="Experiment">
          <h2 className="visually-hidden">Experiment</h2>
          <RunBar />
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
            <Settings />
          </div>
        </aside>
        <main id="results" className="results" tabIndex={-1}>
          <PlaneView />
          <div className="beside">
            <PathView />
            <BarriersView />
          </div>
          <AveragesView />
          <TransferView />
          <SimplexView />
          <EnsembleView />
          <TrainingView />
          <NeuronsView />
        </main>
      </div>
    </>
  );
}
