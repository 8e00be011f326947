/** How networks are trained: all of them, or one that has settings of its own. */
import type { Experiment, TrainingSettings } from '../../../pipeline/kinds/pair/experiment';
import { useWorkspace } from '../../context';
import type { SectionName } from '../../page';
import { valueAt } from '../../settings';
import { ChoiceLine, options } from '../ChoiceSetting';
import { More } from '../More';
import { TextSetting } from '../Setting';

type Optimizer = Experiment['training']['optimizer'];
const OPTIMIZERS = options<Optimizer['kind']>({ adamw: 'AdamW', sgd: 'SGD, momentum' });

/** What an optimizer starts with: PyTorch's AdamW, and SGD as it is commonly used. */
const DEFAULT_OPTIMIZERS: Readonly<Record<Optimizer['kind'], Optimizer>> = {
  adamw: {
    kind: 'adamw',
    learningRate: 0.001,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
  },
  sgd: { kind: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0 },
};

interface TrainingFieldsProps {
  readonly section: SectionName;
  /** Where the settings are in the experiment. */
  readonly path: string;
  /** Whose training it is, if not everyone's: `B`. */
  readonly whose?: string;
}

export function TrainingFields({ section, path, whose }: TrainingFieldsProps) {
  const { optimizer } = useWorkspace(({ experiment }) =>
    valueAt(experiment, path),
  ) as TrainingSettings;
  const named = (label: string) => (whose === undefined ? label : `${label} of ${whose}`);
  const text = (field: string, label: string) => (
    <TextSetting section={section} path={`${path}.${field}`} label={named(label)} />
  );
  return (
    <>
      <ChoiceLine
        label={named('Optimizer')}
        path={`${path}.optimizer`}
        value={optimizer.kind}
        options={OPTIMIZERS}
        write={(kind) => [`${path}.optimizer`, DEFAULT_OPTIMIZERS[kind]]}
      />
      {text('optimizer.learningRate', 'Learning rate')}
      {optimizer.kind === 'sgd' && text('optimizer.momentum', 'Momentum')}
      {text('optimizer.weightDecay', 'Weight decay')}
      {text('batch', 'Batch size')}
      {text('epochs', 'Epochs')}
      {optimizer.kind === 'adamw' && (
        <More of={named('the optimizer')}>
          {text('optimizer.beta1', 'Beta 1')}
          {text('optimizer.beta2', 'Beta 2')}
          {text('optimizer.epsilon', 'Epsilon')}
        </More>
      )}
    </>
  );
}
