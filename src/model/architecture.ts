/** The pointwise nonlinearity after every hidden layer. */
export type Activation = 'relu' | 'tanh';

/** A multilayer perceptron with biases; its logits are the last layer's pre-activations. */
export interface Architecture {
  readonly kind: 'mlp';
  /** Numbers in one input, 784 for a 28 x 28 image. */
  readonly inputs: number;
  /** Units of each hidden layer, from the input on. */
  readonly hidden: readonly number[];
  /** Classes. */
  readonly outputs: number;
  readonly activation: Activation;
}

export const MAX_HIDDEN_LAYERS = 6;
export const MAX_UNITS = 2048;

/** One affine map `[inputs] -> [outputs]` of a network. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
}

/** The affine maps of a network from input to logits. */
export function denseLayers(architecture: Architecture): DenseLayer[] {
  const widths = [architecture.inputs, ...architecture.hidden, architecture.outputs];
  return widths.slice(1).map((outputs, i) => ({ inputs: widths[i]!, outputs }));
}

/** `784-64-64-10`, as papers write it. */
export function architectureName(architecture: Architecture): string {
  return [architecture.inputs, ...architecture.hidden, architecture.outputs].join('-');
}
