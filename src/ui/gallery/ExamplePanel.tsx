/** What a paper found, what to expect, and what came out: of the ready experiment that is set, if one is. */
import { lazy, Suspense } from 'react';
import { useWorkspace } from '../context';

const Findings = lazy(() => import('./Findings'));

export function ExamplePanel() {
  // The presets are no examples of the gallery, so that the first page need not load it.
  const custom = useWorkspace(({ preset }) => preset === 'custom');
  return custom ? (
    <Suspense fallback={null}>
      <Findings />
    </Suspense>
  ) : null;
}
