/** What stands in place of the chart while a tool is on: losses along what it makes, the scores, and its buttons. */
import type { ReactNode } from 'react';
import { SAMPLE_IMAGES } from '../../data/sample';
import { PLANE } from '../../pipeline/kinds/pair/refs';
import { useStores, useTask, useWorkspace } from '../context';
import { stacked } from '../export/table';
import { countText } from '../format';
import { resultOf } from '../stage';
import { lossUnitText } from '../units';
import { Empty, Panel } from '../views/Panel';
import type { ToolEnds } from './absence';
import type { ToolLine } from './lines';
import { Scores } from './Scores';
import { ToolChart } from './ToolChart';

interface ToolPanelProps {
  readonly title: string;
  /** What is to be done, in a sentence. */
  readonly task: string;
  readonly ends: ToolEnds;
  readonly lines: readonly ToolLine[];
  readonly own: ToolLine | null;
  /** Buttons of the tool. */
  readonly children: ReactNode;
}

export function ToolPanel({ title, task, ends, lines, own, children }: ToolPanelProps) {
  const { workspace } = useStores();
  const experiment = useWorkspace((state) => state.experiment);
  const stage = useTask(PLANE);
  const notes = lines.flatMap(({ note }) => (note === '' ? [] : note));
  return (
    <Panel
      name="tool"
      title={title}
      sentence={`${imagesText(experiment, lines)} ${notes.join(' ')}`}
      source=""
      stages={[stage]}
      recipe={resultOf(stage)?.recipe ?? null}
      exportable={() => [
        stacked(
          'paths',
          lines.map(({ name, samples }) => ({
            path: name,
            share: samples.map(({ x }) => x),
            loss: samples.map(({ y }) => y),
          })),
        ),
      ]}
    >
      <p className="tool-task">{task}</p>
      <div className="tool-buttons" data-unexported="">
        {children}
        <button
          type="button"
          className="button small"
          onClick={() => workspace.getState().look({ tool: 'none' })}
        >
          Close
        </button>
      </div>
      {ends.names === null ? (
        <Empty>{ends.absent}</Empty>
      ) : (
        <>
          <ToolChart lines={lines} title={lossUnitText(experiment)} ends={ends.names} />
          <Scores {...{ lines, own }} />
        </>
      )}
    </Panel>
  );
}

/** On which images the losses are. */
function imagesText(
  {
    plane,
    evaluation,
  }: { plane: { samples: number }; evaluation: { samples: number; split: string } },
  lines: readonly ToolLine[],
): string {
  const live = Math.min(SAMPLE_IMAGES, plane.samples);
  const trained = lines.some(({ name }) => name.endsWith('trained'));
  const few = `Losses are on the first ${countText(live)} ${evaluation.split} images`;
  return trained
    ? `${few}, of trained curves on ${countText(evaluation.samples)}; the barrier is above the mean of both ends.`
    : `${few}; the barrier is above the mean of both ends.`;
}
