/** A group of settings that folds away; once seen, its fields stay in the page, so that nothing typed is lost. */
import { use, useState, type ReactNode } from 'react';
import { Collapsible } from '@base-ui/react/collapsible';
import { usePage, useStores } from '../context';
import type { SectionName } from '../page';
import { Icon } from './Icon';
import { ShownSettingsContext, useFiltered } from './shownSettings';

interface SectionProps {
  readonly name: SectionName;
  readonly title: string;
  /** The settings in a few words, shown while the group is closed. */
  readonly summary: string;
  readonly children: ReactNode;
}

export function Section({ name, title, summary, children }: SectionProps) {
  const { page } = useStores();
  const filtered = useFiltered();
  const { titles } = use(ShownSettingsContext);
  const heading = titles[name] ?? title;
  const open = usePage((state) => state.open[name]) || filtered;
  const [seen, see] = useState(open);
  if (open && !seen) see(true);
  const wrong = usePage(({ refused }) =>
    Object.values(refused).some(({ section }) => section === name),
  );
  return (
    <Collapsible.Root
      className="section"
      open={open}
      onOpenChange={(next) => page.setState((state) => ({ open: { ...state.open, [name]: next } }))}
    >
      <h3 className="section-heading">
        <Collapsible.Trigger className="section-trigger">
          <Icon name="chevron" />
          <span className="section-title">{heading}</span>
          <span className="section-summary" data-wrong={wrong || undefined}>
            {wrong ? 'not valid' : open ? '' : summary}
          </span>
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Panel className="section-panel" keepMounted>
        <div className="section-body" role="group" aria-label={heading}>
          {seen && children}
        </div>
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
