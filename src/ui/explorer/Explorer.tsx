/** Looking at an experiment: a question, the stage that answers it, and what can be done next. */
import { Guard } from '../Boundary';
import { ExamplePanel } from '../gallery/ExamplePanel';
import { MAIN_ID } from '../places';
import { StageTabs } from '../tabs/StageTabs';
import { PixelsCaution } from '../views/PixelsCaution';
import { Remarks } from '../views/Remarks';
import { Acts } from './Acts';
import { Question } from './Question';
import { RunStrip } from './RunStrip';
import { Stage } from './Stage';

export function Explorer() {
  return (
    <main id={MAIN_ID} className="results explorer" tabIndex={-1}>
      <Question />
      <PixelsCaution />
      <Remarks />
      <Stage />
      <Guard of="What can be done">
        <Acts />
        <RunStrip />
      </Guard>
      <ExamplePanel />
      <StageTabs />
    </main>
  );
}
