/** The lessons as a place of their own. */
import { LazyPart } from '../LazyPart';
import { LEARN } from '../parts';
import { MAIN_ID } from '../places';

export function LearnPlace() {
  return (
    <main id={MAIN_ID} className="learn" tabIndex={-1}>
      <LazyPart part={LEARN} of="The lessons" waiting={<p className="hint">Loading the lessons</p>}>
        {({ Learn }) => <Learn />}
      </LazyPart>
    </main>
  );
}
