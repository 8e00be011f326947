/** The panel of a measurement that an experiment may ask for: nothing where it does not. */
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import type { ProgressOf, ResultOf, Stage } from '../../pipeline/state';
import type { TaskRef } from '../../pipeline/task';
import type { ReactNode } from 'react';
import { useTask, useWorkspace } from '../context';
import type { Table } from '../export/table';
import { percentText } from '../format';
import { experimentOf, progressOf, resultOf, valueOf } from '../stage';
import { Empty, Panel } from './Panel';

type Measured = 'average' | 'transfer' | 'simplex' | 'ensemble';

interface MeasurementProps<Of extends Measured> {
  readonly of: TaskRef<Of>;
  readonly title: string;
  readonly sentence: (made: Experiment) => ReactNode;
  readonly source: string;
  /** What will be here, and what is made while there is nothing yet. */
  readonly empty: string;
  readonly running: string;
  /** What there is so far, or the share that is done, 0 to 1. */
  readonly soFar: (progress: ProgressOf<Of>) => ResultOf<Of> | number;
  /** Its numbers, for a file. */
  readonly tables: (value: ResultOf<Of>, made: Experiment) => readonly Table[];
  /** What there is so far. */
  readonly children: (value: ResultOf<Of>, made: Experiment) => ReactNode;
}

export function Measurement<Of extends Measured>(props: MeasurementProps<Of>) {
  const { of, title, sentence, source, empty, running, soFar, tables, children } = props;
  const wanted = useWorkspace(({ experiment }) => planOfExperiment(experiment).has(of.id));
  const now = useWorkspace((state) => state.experiment);
  const stage: Stage<ResultOf<Of>, ProgressOf<Of>> = useTask(of);
  if (!wanted) return null;
  const made = experimentOf([stage], now);
  const progress = progressOf(stage);
  const reached = progress === null ? null : soFar(progress);
  const share = typeof reached === 'number' ? reached : null;
  const value = typeof reached === 'number' || reached === null ? valueOf(stage) : reached;
  const waiting = share === null ? running : `${running}: ${percentText(share, 0)}`;
  return (
    <Panel
      name={of.id}
      title={title}
      sentence={sentence(made)}
      source={source}
      stages={[stage]}
      recipe={resultOf(stage)?.recipe ?? null}
      exportable={value === null ? undefined : () => tables(value, made)}
    >
      {value === null ? (
        <Empty>{stage.status === 'running' ? waiting : empty}</Empty>
      ) : (
        <>
          {stage.status === 'running' && <p className="quiet measuring">{waiting}</p>}
          {children(value, made)}
        </>
      )}
    </Panel>
  );
}
