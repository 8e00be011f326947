/** Where lines and curves are evaluated. */
import { useWorkspace } from '../../context';
import { countText } from '../../format';
import { ChoiceSetting, options } from '../ChoiceSetting';
import { Section } from '../Section';
import { TextSetting } from '../Setting';
import { SwitchSetting } from '../SwitchSetting';

const SPLITS = options({ test: 'Test', train: 'Train' });

/** Images that are compared once this is switched on. */
const COMPARED = 1000;

export function EvaluationSettings() {
  const { points, samples, split, both, compared } = useWorkspace(
    ({ experiment }) => experiment.evaluation,
  );
  return (
    <Section
      name="evaluation"
      title="Evaluation"
      summary={`${points} points · ${countText(samples)} ${both ? 'of both' : split}`}
    >
      <ChoiceSetting path="evaluation.split" label="Images of the split" options={SPLITS} />
      <TextSetting section="evaluation" path="evaluation.samples" label="Images along paths" />
      <TextSetting section="evaluation" path="evaluation.points" label="Points along paths" />
      <SwitchSetting
        label="Both splits"
        path="evaluation.both"
        on={both}
        hint={`Lines and curves on ${split === 'test' ? 'training' : 'test'} images, too.`}
      />
      <SwitchSetting
        label="Compare with the ends"
        path="evaluation.compared"
        on={compared > 0}
        values={[0, COMPARED]}
        hint="On how many images each place of a path predicts another class than the ends."
      >
        <TextSetting section="evaluation" path="evaluation.compared" label="Images compared" />
      </SwitchSetting>
    </Section>
  );
}
