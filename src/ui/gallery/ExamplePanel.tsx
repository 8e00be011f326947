/** What a paper found, what to expect, and what came out: of the ready experiment that is set, if one is. */
import { useWorkspace } from '../context';
import { LazyPart } from '../LazyPart';
import { FINDINGS } from '../parts';

export function ExamplePanel() {
  // The presets are no examples of the gallery, so that the first page need not load it.
  const wanted = useWorkspace(({ preset, landscape }) => preset === 'custom' || landscape !== null);
  return wanted ? (
    <LazyPart part={FINDINGS} of="What papers found" waiting={null}>
      {({ default: Findings }) => <Findings />}
    </LazyPart>
  ) : null;
}
