/** The decision boundary, fetched after the first script. */
import { Guard } from '../Boundary';
import { LazyPart } from '../LazyPart';
import { BOUNDARY } from '../parts';

const NAME = 'The decision boundary';

export function BoundaryPart() {
  return (
    <Guard of={NAME}>
      <LazyPart
        part={BOUNDARY}
        of={NAME}
        waiting={<p className="hint">Loading the decision boundary</p>}
      >
        {({ default: BoundaryView }) => <BoundaryView />}
      </LazyPart>
    </Guard>
  );
}
