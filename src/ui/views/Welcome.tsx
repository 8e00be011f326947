/** What will be here and how to get it: the first thing that a visitor reads. */
import { useIsthmus } from '../context';

const STEPS: readonly (readonly [title: string, text: string])[] = [
  ['Two networks', 'A and B start from different random weights and learn the same images.'],
  ['Average', 'Halfway between them the weights make no sense: the loss climbs a barrier.'],
  ['Align', 'Reorder A’s neurons to match B’s. The function is the same, the place is not: π(A).'],
  ['Walk', 'From π(A) to B the loss stays low. Drag the slider and see both walks at once.'],
];

export function Welcome() {
  const busy = useIsthmus((state) => state.busy);
  return (
    <div className="welcome" data-busy={busy || undefined}>
      <p className="welcome-lead">
        {busy ? 'The plane appears here as it is computed.' : 'Press Train. Four things happen:'}
      </p>
      <ol>
        {STEPS.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
