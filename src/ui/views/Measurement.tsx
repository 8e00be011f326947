/** The panel of a measurement that an experiment may ask for: nothing where it does not. */
import type { ReactNode } from 'react';
import { STAGES } from '../../store/stages';
import type { Experiment, ProgressOf, ResultOf, Stage } from '../../store/state';
import { useIsthmus } from '../context';
import { percentText } from '../format';
import { experimentOf, progressOf, resultOf, valueOf } from '../stage';
import { Empty, Panel } from './Panel';

type Name = 'averages' | 'transfer' | 'simplex' | 'ensemble';

interface MeasurementProps<Of extends Name> {
  readonly of: Of;
  readonly title: string;
  readonly sentence: (made: Experiment) => ReactNode;
  readonly source: string;
  /** What will be here, and what is made while there is nothing yet. */
  readonly empty: string;
  readonly running: string;
  /** What there is so far. */
  readonly children: (value: ResultOf<Of>, made: Experiment) => ReactNode;
}

export function Measurement<Of extends Name>(props: MeasurementProps<Of>) {
  const { of, title, sentence, source, empty, running, children } = props;
  const wanted = useIsthmus(({ experiment }) => STAGES[of].wanted(experiment));
  const now = useIsthmus((state) => state.experiment);
  const stage = useIsthmus(
    ({ stages }) => stages[of] as Stage<ResultOf<Of>, ProgressOf<Of> | number>,
  );
  if (!wanted) return null;
  const made = experimentOf([stage], now);
  const progress = progressOf(stage);
  const share = typeof progress === 'number' ? progress : null;
  const partial = progress === null || typeof progress === 'number' ? null : progress;
  const value = (partial as ResultOf<Of> | null) ?? valueOf(stage);
  const waiting = share === null ? running : `${running}: ${percentText(share, 0)}`;
  return (
    <Panel
      name={of}
      title={title}
      sentence={sentence(made)}
      source={source}
      stages={[stage]}
      recipe={resultOf(stage)?.recipe ?? null}
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
