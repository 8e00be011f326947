/** The frame of every view: title, one sentence, source; and its state if that is not simply "done". */
import { networkNames } from '../../pipeline/kinds/pair/networks';
import { networkRef } from '../../pipeline/kinds/pair/refs';
import { stateOf, type Recipe, type Stage } from '../../pipeline/state';
import type { WorkspaceState } from '../../store/workspace';
import { useId, useRef, type ReactNode } from 'react';
import { RecipeButton } from '../controls/RecipeButton';
import { useWorkspace, useStores } from '../context';
import { ExportButton } from '../export/ExportButton';
import type { Table } from '../export/table';
import { Explained } from '../glossary/Explained';
import { anyRunning, anyStale, failuresOf } from '../stage';

interface PanelProps {
  readonly name: string;
  readonly title: string;
  /** What the picture shows, in one sentence. */
  readonly sentence: ReactNode;
  /** Papers, with year and figure or section. */
  readonly source: string;
  /** The stages that it shows. */
  readonly stages: readonly Stage<unknown, unknown>[];
  readonly recipe: Recipe | null;
  /** Switches above the picture. */
  readonly tools?: ReactNode;
  /** The numbers behind the picture; without it neither can be exported. */
  readonly exportable?: (() => readonly Table[]) | undefined;
  readonly children: ReactNode;
}

export function Panel(props: PanelProps) {
  const { name, title, sentence, source, stages, recipe, tools, exportable, children } = props;
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const failures = failuresOf(stages);
  return (
    <section className={`panel ${name}`} aria-labelledby={id}>
      <header className="panel-head">
        <div className="panel-title-line">
          <h2 id={id}>{title}</h2>
          <StaleMark stages={stages} />
        </div>
        <p className="panel-sentence" ref={said}>
          <Explained>{sentence}</Explained>
        </p>
        {tools !== undefined && <div className="panel-tools">{tools}</div>}
      </header>
      {failures.map((failure) => (
        <p key={failure} className="failure" role="alert">
          {failure}
        </p>
      ))}
      <div className="panel-body" ref={body}>
        {children}
      </div>
      <footer className="panel-foot">
        <p className="source">{source}</p>
        {recipe !== null && exportable !== undefined && (
          <ExportButton {...{ name, title, source, recipe, body, exportable }} sentence={said} />
        )}
        {recipe !== null && <RecipeButton of={`“${title}”`} recipe={recipe} />}
      </footer>
    </section>
  );
}

/** A badge and the way to update the picture. */
function StaleMark({ stages }: Pick<PanelProps, 'stages'>) {
  const { workspace } = useStores();
  const busy = useWorkspace((state) => state.busy);
  const trained = useWorkspace(areTrained);
  if (busy || !anyStale(stages) || anyRunning(stages)) return null;
  return (
    <span className="stale-mark">
      <span className="badge">Settings changed</span>
      <button
        type="button"
        className="button small"
        onClick={() => {
          const { update, train } = workspace.getState();
          if (trained) update();
          else train();
        }}
      >
        {trained ? 'Update' : 'Run again'}
      </button>
    </span>
  );
}

/** True when what is stale can be computed again from the networks as they are. */
function areTrained({ tasks, experiment }: Pick<WorkspaceState, 'tasks' | 'experiment'>): boolean {
  return networkNames(experiment).every(
    (name) => stateOf(tasks, networkRef(name)).status === 'done',
  );
}

/** Shown where a picture will be. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="empty">{children}</div>;
}
