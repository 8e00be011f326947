/** What will be here and how to get it: the first thing that a visitor reads. */
import type { ReactNode } from 'react';
import { useDataset, useWorkspace } from '../context';

interface Step {
  readonly title: string;
  readonly text: string;
  readonly drawing: ReactNode;
}

const dots = (
  <>
    <circle className="dot" cx="14" cy="42" r="4" />
    <circle className="dot" cx="98" cy="42" r="4" />
  </>
);

const STEPS: readonly Step[] = [
  {
    title: 'Train A and B',
    text: 'Two networks learn the same images from different random weights.',
    drawing: (
      <>
        <path d="M30 8C28 22 18 26 14 42M82 8c2 14 12 18 16 34" />
        {dots}
      </>
    ),
  },
  {
    title: 'Average them',
    text: 'Halfway from A to B, how high does the loss climb?',
    drawing: (
      <>
        <path className="wall" d="M14 42C38 42 40 8 56 8s18 34 42 34" />
        {dots}
      </>
    ),
  },
  {
    title: 'Align the neurons',
    text: 'Reorder A’s neurons to match B’s: π(A), the same function elsewhere in weight space.',
    drawing: (
      <>
        <path d="M24 10 88 28M24 28 88 46M24 46 88 10" />
        {[10, 28, 46].map((y) => (
          <g key={y}>
            <circle className="dot" cx="24" cy={y} r="4" />
            <circle className="dot" cx="88" cy={y} r="4" />
          </g>
        ))}
      </>
    ),
  },
  {
    title: 'Walk again',
    text: 'Drag the slider from π(A) to B, and see the whole plane around both walks.',
    drawing: (
      <>
        <path className="walk" d="M14 42c24 0 28-5 42-5s18 5 42 5" />
        {dots}
      </>
    ),
  },
];

export function Welcome() {
  const busy = useWorkspace((state) => state.busy);
  const missing = useDataset().status === 'missing';
  const first = missing ? 'Bring the images, then press Train.' : 'Press Train.';
  return (
    <div className="welcome">
      <p className="welcome-lead">
        {busy ? 'The plane will appear here.' : `${first} Four things happen.`}
      </p>
      <ol>
        {STEPS.map(({ title, text, drawing }) => (
          <li key={title}>
            <svg viewBox="0 0 112 56" aria-hidden="true" focusable="false">
              {drawing}
            </svg>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
