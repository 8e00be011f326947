/** A few units to assign by hand, then by the Hungarian method step by step. */
import { useMemo, useState } from 'react';
import { entryOf } from '../../../data/named';
import { MATCHING, networkRef } from '../../../pipeline/kinds/pair/refs';
import { useTask } from '../../context';
import { resultOf } from '../../stage';
import { AssignmentMatrix } from './AssignmentMatrix';
import { fewUnits, type FewUnits } from './fewUnits';
import { hungarianSteps, sumOf, type HungarianStep } from './hungarian';
import { stepText, wholeText } from './stepText';

interface AssigningProps {
  /** The first unit of B, and how many. */
  readonly from: number;
  readonly count: number;
  /** Called once the method has come to its end. */
  readonly onEnd: () => void;
}

export function Assigning({ from, count, onEnd }: AssigningProps) {
  const a = resultOf(useTask(networkRef('A')));
  const b = resultOf(useTask(networkRef('B')))?.value ?? null;
  const matching = resultOf(useTask(MATCHING))?.value ?? null;
  const permutation = matching?.layers[0]?.permutation ?? null;
  const units = useMemo(
    () =>
      a === null || b === null || permutation === null
        ? null
        : fewUnits(a.value, b, permutation, { from, count }),
    [a, b, permutation, from, count],
  );
  const { side, channels } =
    a === null ? { side: 1, channels: 1 as const } : entryOf(a.recipe.experiment);
  const image = useMemo(() => ({ side, channels }), [side, channels]);
  if (units === null) return <p className="hint">The units come with the networks’ weights.</p>;
  return <Walk units={units} image={image} onEnd={onEnd} />;
}

interface WalkProps {
  readonly units: FewUnits;
  readonly image: Parameters<typeof AssignmentMatrix>[0]['image'];
  readonly onEnd: () => void;
}

function Walk({ units, image, onEnd }: WalkProps) {
  const { rows, gains } = units;
  const n = rows.length;
  const steps = useMemo(() => hungarianSteps(gains, n), [gains, n]);
  const [own, setOwn] = useState<readonly number[]>(() => rows.map(() => -1));
  /** The number of the step that is shown, from 1; 0 while the visitor tries. */
  const [at, setAt] = useState(0);
  const step = steps[at - 1] ?? null;
  const isWhole = !own.includes(-1);
  const ownSum = sumOf(gains, n, own);
  const last = steps.at(-1);
  const best = last?.kind === 'done' ? sumOf(gains, n, last.picked) : NaN;
  const press = (row: number, column: number) =>
    setOwn(
      own.map((chosen, i) => {
        if (i === row) return chosen === column ? -1 : column;
        return chosen === column ? -1 : chosen;
      }),
    );
  const go = (to: number) => {
    setAt(to);
    if (to === steps.length) onEnd();
  };
  return (
    <div className="assignment">
      <AssignmentMatrix
        units={units}
        image={image}
        step={step}
        before={steps[at - 2]?.losses ?? gains}
        marked={markedIn(step, own)}
        onPress={press}
      />
      <p role="status" className="assignment-said">
        {step === null ? (
          ownText(own, ownSum)
        ) : (
          <>
            <span className="quiet">
              Step {at} of {steps.length}.
            </span>{' '}
            {stepText(step, best, isWhole ? ownSum : null)}
          </>
        )}
      </p>
      <div className="assignment-ways">
        <button type="button" className="button" disabled={at === 0} onClick={() => go(at - 1)}>
          Step back
        </button>
        <button
          type="button"
          className="button"
          onClick={() => go(at === steps.length ? 0 : at + 1)}
        >
          {at === 0 ? 'Find the best' : at === steps.length ? 'Try again' : 'Step forward'}
        </button>
      </div>
    </div>
  );
}

/** The visitor's own choice, or the zeros that a step picks. */
function markedIn(step: HungarianStep | null, own: readonly number[]): readonly number[] {
  if (step === null) return own;
  return step.kind === 'cover' || step.kind === 'done' ? step.picked : [];
}

function ownText(own: readonly number[], sum: number): string {
  const chosen = own.filter((column) => column >= 0).length;
  return chosen === own.length
    ? `Yours adds up to ${wholeText(sum)}. Is there a better one?`
    : `${chosen} of ${own.length} are paired. So far they add up to ${wholeText(sum)}.`;
}
