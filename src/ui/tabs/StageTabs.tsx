/** One row of tabs below the stage, one of them open. */
import { useEffect, useMemo } from 'react';
import { Tabs } from '@base-ui/react/tabs';
import type { TabName } from '../../pipeline/tabs';
import { Guard } from '../Boundary';
import { useStores, useWorkspace } from '../context';
import { LazyPart, prefetch } from '../LazyPart';
import { TAB_PARTS, TABS, tabsOf } from './tabs';

export function StageTabs() {
  const { workspace } = useStores();
  useEffect(() => prefetch(TAB_PARTS), []);
  const experiment = useWorkspace((state) => state.experiment);
  const chosen = useWorkspace(({ view }) => view.tab);
  const names = useMemo(() => tabsOf(experiment), [experiment]);
  // The chosen one comes back with the experiment that has it.
  const open = names.includes(chosen) ? chosen : 'barriers';
  return (
    <Tabs.Root
      className="tabs"
      value={open}
      onValueChange={(tab: TabName) => workspace.getState().look({ tab })}
    >
      <Tabs.List className="tab-list" aria-label="Below the stage">
        {names.map((name) => (
          <Tabs.Tab key={name} value={name} className="tab">
            {TABS[name].label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel key={open} value={open} className="tab-panel">
        <ShownTab name={open} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}

/** The view of one tab, fetched if need be. */
export function ShownTab({ name }: { readonly name: TabName }) {
  const tab = TABS[name];
  const of = `“${tab.label}”`;
  return (
    <Guard of={of}>
      {'Part' in tab ? (
        <tab.Part />
      ) : (
        <LazyPart part={tab.part} of={of} waiting={<p className="hint">Loading {of}</p>}>
          {({ default: View }) => <View />}
        </LazyPart>
      )}
    </Guard>
  );
}
