/** Looking at an experiment: a question, the stage that answers it, and what can be done next. */
import { useState } from 'react';
import { Guard } from '../Boundary';
import { ExamplePanel } from '../gallery/ExamplePanel';
import { LazyPart } from '../LazyPart';
import { DRAWER, SENTENCE, TABS } from '../parts';
import { MAIN_ID } from '../places';
import { PixelsCaution } from '../views/PixelsCaution';
import { Remarks } from '../views/Remarks';
import { Acts } from './Acts';
import { Question } from './Question';
import { RunStrip } from './RunStrip';
import { Stage } from './Stage';

export function Explorer() {
  const [changing, setChanging] = useState(false);
  const [asked, ask] = useState(false);
  const openDrawer = () => {
    ask(true);
    setChanging(true);
  };
  return (
    <main id={MAIN_ID} className="results explorer" tabIndex={-1}>
      <div className="explorer-top">
        <Question />
        <Guard of="The run">
          <RunStrip />
        </Guard>
      </div>
      <PixelsCaution />
      <Remarks />
      <Stage />
      <Guard of="What can be done">
        <div className="next">
          <Acts />
          <LazyPart part={SENTENCE} of="The sentence" waiting={<p className="change-sentence" />}>
            {({ ChangeSentence }) => <ChangeSentence onMore={openDrawer} />}
          </LazyPart>
        </div>
        {asked && (
          <LazyPart part={DRAWER} of="The list of settings" waiting={null}>
            {({ ChangeDrawer }) => <ChangeDrawer open={changing} onOpenChange={setChanging} />}
          </LazyPart>
        )}
      </Guard>
      <ExamplePanel />
      <LazyPart part={TABS} of="What is below the stage" waiting={<div className="tabs" />}>
        {({ StageTabs }) => <StageTabs />}
      </LazyPart>
    </main>
  );
}
