/** What all networks are, and what they are trained to lower. */
import type { Network } from '../../../pipeline/kinds/pair/experiment';
import { useWorkspace } from '../../context';
import { convolutionsText, widthsText } from '../../format';
import { parseList } from '../../settings';
import { ChoiceLine, ChoiceSetting, options } from '../ChoiceSetting';
import { Section } from '../Section';
import { TextSetting } from '../Setting';

const KINDS = options<Network['kind']>({ mlp: 'Perceptron', cnn: 'Convolutional' });
const ACTIVATIONS = options({ relu: 'ReLU', tanh: 'tanh' });
const INITIALISATIONS = options({
  'he-normal': 'He normal',
  xavier: 'Xavier uniform',
  orthogonal: 'Orthogonal',
});
const LOSSES = options({ 'cross-entropy': 'Cross-entropy', mse: 'Squared error' });

/** What a kind of network starts with: small enough to train in seconds on any laptop. */
const DEFAULT_NETWORKS: Readonly<Record<Network['kind'], Network>> = {
  mlp: { kind: 'mlp', hidden: [64, 64] },
  cnn: { kind: 'cnn', layers: [8, 8, 'avg', 16, 16] },
};

export function NetworkSettings() {
  const network = useWorkspace(({ experiment }) => experiment.network);
  const activation = useWorkspace(({ experiment }) => experiment.activation);
  const layers =
    network.kind === 'mlp' ? widthsText(network.hidden) : convolutionsText(network.layers);
  return (
    <Section name="network" title="Network" summary={`${layers} · ${activation}`}>
      <ChoiceLine
        label="Kind"
        path="network"
        value={network.kind}
        options={KINDS}
        write={(kind) => ['network', DEFAULT_NETWORKS[kind]]}
      />
      {network.kind === 'mlp' ? (
        <TextSetting
          key="mlp"
          section="network"
          path="network.hidden"
          label="Hidden layers"
          parse={parseList}
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
            parse={parseList}
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
