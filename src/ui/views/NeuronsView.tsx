/** What became of A's units: pairs, or mixtures where they were transported. */
import { useIsthmus } from '../context';
import { valueOf } from '../stage';
import { MatchedNeurons } from './MatchedNeurons';
import { MixedNeurons } from './MixedNeurons';

export function NeuronsView() {
  const mixed = useIsthmus(({ stages }) => (valueOf(stages.matching)?.mixed ?? null) !== null);
  return mixed ? <MixedNeurons /> : <MatchedNeurons />;
}
