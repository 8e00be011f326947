/** All settings of the experiment, in the order in which the pipeline uses them. */
import { CATALOG, isServed } from '../../data/catalog';
import { ALIGNMENTS, defaultAlignment } from '../../jobs/alignment';
import { POINT_NAMES, type Experiment, type Network } from '../../jobs/experiment';
import { useIsthmus, useStores } from '../context';
import { bytesText, countText, pointText } from '../format';
import { parseLayers } from '../settings';
import { withAnchor } from './anchors';
import { BroughtFiles } from './BroughtFiles';
import type { Option } from './Choice';
import { Section } from './Section';
import { ChoiceSetting, TextSetting } from './Setting';

const options = <Value extends string>(labels: Readonly<Record<Value, string>>) =>
  (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }));

const DATASETS = Object.values(CATALOG).map((entry) => ({
  value: entry.id,
  short: entry.title,
  label: isServed(entry) ? entry.title : `${entry.title} (bring the file)`,
}));
const NETWORKS = options<Network['kind']>({ mlp: 'Perceptron', cnn: 'Convolutional' });
const ACTIVATIONS = options({ relu: 'ReLU', tanh: 'tanh' });
const INITIALISATIONS = options({
  'he-normal': 'He normal',
  xavier: 'Xavier uniform',
  orthogonal: 'Orthogonal',
});
const LOSSES = options({ 'cross-entropy': 'Cross-entropy', mse: 'Squared error' });
const METHODS = options(ALIGNMENTS);
const SIMILARITIES = options({ cosine: 'Cosine', correlation: 'Correlation', l2: 'L2 distance' });
const STAGES = options({ after: 'After', before: 'Before' });
const ENDS = options({ 'A and B': 'A and B', 'pi(A) and B': 'π(A) and B' });
const SPLITS = options({ test: 'Test', train: 'Train' });
const ANCHORS: readonly Option<(typeof POINT_NAMES)[number]>[] = POINT_NAMES.map((name) => ({
  value: name,
  label: pointText(name),
}));
const layersText = (separator: string) => (value: unknown) =>
  Array.isArray(value) ? value.join(separator) : '';
const widthsText = layersText(', ');
const convolutionsText = layersText('-');

export function Settings() {
  return (
    <>
      <DataSettings />
      <NetworkSettings />
      <OptimisationSettings />
      <SeedSettings />
      <MatchingSettings />
      <CurveSettings />
      <EvaluationSettings />
      <PlaneSettings />
    </>
  );
}

function DataSettings() {
  const entry = CATALOG[useIsthmus(({ experiment }) => experiment.dataset)];
  const { side, normalization } = entry;
  const size = isServed(entry)
    ? `, ${bytesText(Object.values(entry.files).reduce((sum, { bytes }) => sum + bytes, 0))}`
    : '';
  return (
    <Section name="data" title="Data" summary={entry.title}>
      <ChoiceSetting path="dataset" label="Dataset" options={DATASETS} />
      {!isServed(entry) && <BroughtFiles entry={entry} />}
      <p className="hint">
        {countText(entry.trainCount)} + {countText(entry.testCount)}{' '}
        {entry.channels === 3 && 'colour '}images of {side} × {side} pixels, {entry.classes.length}{' '}
        classes{size}. Normalised with mean {normalization.map(({ mean }) => mean).join(', ')} and
        deviation {normalization.map((one) => one.standardDeviation).join(', ')}. {entry.source}.{' '}
        {entry.licence}.
      </p>
    </Section>
  );
}

function NetworkSettings() {
  const { isthmus } = useStores();
  const network = useIsthmus(({ experiment }) => experiment.network);
  const activation = useIsthmus(({ experiment }) => experiment.activation);
  const layers =
    network.kind === 'mlp' ? widthsText(network.hidden) : convolutionsText(network.layers);
  const choose = (kind: Network['kind']) => {
    const { experiment, edit } = isthmus.getState();
    if (kind !== experiment.network.kind) edit({ ...experiment, network: DEFAULT_NETWORKS[kind] });
  };
  return (
    <Section name="network" title="Network" summary={`${layers} · ${activation}`}>
      <ChoiceSetting path="network.kind" label="Kind" options={NETWORKS} onChoose={choose} />
      {network.kind === 'mlp' ? (
        <TextSetting
          key="mlp"
          section="network"
          path="network.hidden"
          label="Hidden layers"
          parse={parseLayers}
          show={widthsText}
          wide
        />
      ) : (
        <>
          <TextSetting
            key="cnn"
            section="network"
            path="network.layers"
            label="Convolutions"
            parse={parseLayers}
            show={convolutionsText}
            wide
          />
          <p className="hint">
            Channels of each 3 × 3 convolution; avg is a 2 × 2 average pool. A global average pool
            and a linear layer follow.
          </p>
        </>
      )}
      <ChoiceSetting path="activation" label="Activation" options={ACTIVATIONS} />
      <ChoiceSetting path="initialisation" label="Initialisation" options={INITIALISATIONS} />
      <ChoiceSetting path="loss" label="Loss" options={LOSSES} />
    </Section>
  );
}

/** What a kind of network starts with: small enough to train in seconds on any laptop. */
const DEFAULT_NETWORKS: Readonly<Record<Network['kind'], Network>> = {
  mlp: { kind: 'mlp', hidden: [64, 64] },
  cnn: { kind: 'cnn', layers: [8, 8, 'avg', 16, 16] },
};

type Optimizer = Experiment['training']['optimizer'];
const OPTIMIZERS = options<Optimizer['kind']>({ adamw: 'AdamW', sgd: 'SGD, momentum' });

function OptimisationSettings() {
  const { isthmus } = useStores();
  const optimizer = useIsthmus(({ experiment }) => experiment.training.optimizer);
  const epochs = useIsthmus(({ experiment }) => experiment.training.epochs);
  const choose = (kind: Optimizer['kind']) => {
    const { experiment, edit } = isthmus.getState();
    if (kind === experiment.training.optimizer.kind) return;
    edit({
      ...experiment,
      training: { ...experiment.training, optimizer: DEFAULT_OPTIMIZERS[kind] },
    });
  };
  const text = (path: string, label: string) => (
    <TextSetting section="optimisation" path={`training.${path}`} label={label} />
  );
  return (
    <Section
      name="optimisation"
      title="Optimisation"
      summary={`${optimizer.kind === 'adamw' ? 'AdamW' : 'SGD'} · ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`}
    >
      <ChoiceSetting
        path="training.optimizer.kind"
        label="Optimizer"
        options={OPTIMIZERS}
        onChoose={choose}
      />
      {text('optimizer.learningRate', 'Learning rate')}
      {optimizer.kind === 'sgd' && text('optimizer.momentum', 'Momentum')}
      {text('optimizer.weightDecay', 'Weight decay')}
      {text('batch', 'Batch size')}
      {text('epochs', 'Epochs')}
      {optimizer.kind === 'adamw' && (
        <>
          {text('optimizer.beta1', 'Beta 1')}
          {text('optimizer.beta2', 'Beta 2')}
          {text('optimizer.epsilon', 'Epsilon')}
        </>
      )}
    </Section>
  );
}

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

function SeedSettings() {
  const summary = useIsthmus(({ experiment: { networks } }) =>
    networks.map((own) => `${own.initialisation}/${own.order}`).join(' · '),
  );
  const text = (path: string, label: string) => (
    <TextSetting section="seeds" path={`networks.${path}`} label={label} />
  );
  return (
    <Section name="seeds" title="Seeds of A and B" summary={summary}>
      {text('0.initialisation', "Seed of A's initialisation")}
      {text('0.order', "Seed of A's data order")}
      {text('1.initialisation', "Seed of B's initialisation")}
      {text('1.order', "Seed of B's data order")}
    </Section>
  );
}

function MatchingSettings() {
  const { isthmus } = useStores();
  const method = useIsthmus(({ experiment }) => experiment.alignment.method);
  return (
    <Section name="matching" title="Matching" summary={ALIGNMENTS[method]}>
      <ChoiceSetting
        path="alignment.method"
        label="Match by"
        options={METHODS}
        onChoose={(chosen) => {
          const { experiment, edit } = isthmus.getState();
          edit({ ...experiment, alignment: defaultAlignment(chosen) });
        }}
      />
      {method === 'activation' ? (
        <>
          <ChoiceSetting path="alignment.similarity" label="Similarity" options={SIMILARITIES} />
          <ChoiceSetting path="alignment.stage" label="Nonlinearity" options={STAGES} />
          <TextSetting section="matching" path="alignment.samples" label="Images for matching" />
        </>
      ) : null}
    </Section>
  );
}

function CurveSettings() {
  const summary = useIsthmus(({ experiment }) => `from ${pointText(experiment.curves.ends)}`);
  const text = (path: string, label: string) => (
    <TextSetting section="curves" path={`curves.${path}`} label={label} />
  );
  return (
    <Section name="curves" title="Curves" summary={summary.replace(' and ', ' to ')}>
      <ChoiceSetting path="curves.ends" label="Curves join" options={ENDS} />
      {text('bends', 'Bends of the chain')}
      {text('epochs', 'Epochs of the curves')}
      {text('learningRate', 'Learning rate of the curves')}
      {text('seed', 'Seed of the curves')}
    </Section>
  );
}

function EvaluationSettings() {
  const summary = useIsthmus(
    ({ experiment: { evaluation } }) =>
      `${evaluation.points} points · ${countText(evaluation.samples)} ${evaluation.split}`,
  );
  return (
    <Section name="evaluation" title="Evaluation" summary={summary}>
      <ChoiceSetting path="evaluation.split" label="Images of the split" options={SPLITS} />
      <TextSetting section="evaluation" path="evaluation.samples" label="Images along paths" />
      <TextSetting section="evaluation" path="evaluation.points" label="Points along paths" />
    </Section>
  );
}

function PlaneSettings() {
  const { isthmus } = useStores();
  const plane = useIsthmus(({ experiment }) => experiment.plane);
  const choose = (place: 0 | 1 | 2) => (name: (typeof POINT_NAMES)[number]) => {
    const { experiment, edit } = isthmus.getState();
    edit({ ...experiment, plane: { ...plane, anchors: withAnchor(plane.anchors, place, name) } });
  };
  return (
    <Section
      name="plane"
      title="Plane"
      summary={`${plane.grid} × ${plane.grid} · ${countText(plane.samples)} images`}
    >
      {(['Origin', 'End of the x axis', 'Third point'] as const).map((label, place) => (
        <ChoiceSetting
          key={label}
          path={`plane.anchors.${place}`}
          label={label}
          options={ANCHORS}
          onChoose={choose(place as 0 | 1 | 2)}
        />
      ))}
      <TextSetting section="plane" path="plane.grid" label="Grid" />
      <TextSetting section="plane" path="plane.samples" label="Images on the plane" />
    </Section>
  );
}
