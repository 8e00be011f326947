/** The whole page. */
import { useState } from 'react';
import { Guard } from './Boundary';
import { Header } from './Header';
import { DropArea } from './controls/DropArea';
import { Notices } from './controls/Notices';
import { RunBar } from './controls/RunBar';
import { Settings } from './controls/Settings';
import { Icon } from './controls/Icon';
import { useWorkspace } from './context';
import { isMany, seriesOf } from './draw/series';
import { ExamplePanel } from './gallery/ExamplePanel';
import { AveragesView } from './views/AveragesView';
import { BarriersView } from './views/BarriersView';
import { EnsembleView } from './views/EnsembleView';
import { NeuronsView } from './views/NeuronsView';
import { PathView } from './views/PathView';
import { PixelsCaution } from './views/PixelsCaution';
import { PlaneView } from './views/PlaneView';
import { SimplexView } from './views/SimplexView';
import { TrainingView } from './views/TrainingView';
import { TransferView } from './views/TransferView';

export function App() {
  // A table of many paths is below the plane, so that both columns are about as long.
  const many = useWorkspace(({ experiment }) => isMany(seriesOf(experiment)));
  const [settings, setSettings] = useState(false);
  const barriers = (
    <Guard of="The barriers">
      <BarriersView />
    </Guard>
  );
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
            <Guard of="The settings">
              <Settings />
            </Guard>
          </div>
        </aside>
        <main id="results" className="results" tabIndex={-1}>
          <ExamplePanel />
          <PixelsCaution />
          <div className="beside">
            <Guard of="The loss plane">
              <PlaneView />
            </Guard>
            {many && barriers}
          </div>
          <div className="beside">
            <Guard of="The chart of the paths">
              <PathView />
            </Guard>
            {!many && barriers}
          </div>
          <Guard of="The averages">
            <AveragesView />
          </Guard>
          <Guard of="Permutations in time">
            <TransferView />
          </Guard>
          <Guard of="The simplex">
            <SimplexView />
          </Guard>
          <Guard of="The ensemble">
            <EnsembleView />
          </Guard>
          <Guard of="The learning curves">
            <TrainingView />
          </Guard>
          <Guard of="The neurons">
            <NeuronsView />
          </Guard>
        </main>
      </div>
    </>
  );
}
