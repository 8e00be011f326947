/** How every network is trained that has no settings of its own. */
import { useWorkspace } from '../../context';
import { trainingText } from '../../recipe';
import { Section } from '../Section';
import { TrainingFields } from './TrainingFields';

export function OptimisationSettings() {
  const training = useWorkspace(({ experiment }) => experiment.training);
  return (
    <Section name="optimisation" title="Optimisation" summary={trainingText(training)}>
      <TrainingFields section="optimisation" path="training" />
    </Section>
  );
}
