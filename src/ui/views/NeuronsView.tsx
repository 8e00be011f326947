/** What became of A's units: pairs, or mixtures where they were transported. */
import { useTask } from '../context';
import { MATCHING } from '../../pipeline/kinds/pair/refs';
import { valueOf } from '../stage';
import { MatchedNeurons } from './MatchedNeurons';
import { MixedNeurons } from './MixedNeurons';

export function NeuronsView() {
  const mixed = (valueOf(useTask(MATCHING))?.mixed ?? null) !== null;
  return mixed ? <MixedNeurons /> : <MatchedNeurons />;
}
