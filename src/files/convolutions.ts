/** Which convolutional networks there are here, and what of a file is not of that kind. */
import type { Affine } from './layers';
import { listed, quoted, WeightsFileError } from './tensor';

/** @throws WeightsFileError that names everything that keeps the layers from being such a network */
export function checkConvolutional(layers: readonly Affine[]): void {
  const dense = layers.filter(({ shape }) => shape.length === 2);
  const convolutions = layers.filter(({ shape }) => shape.length === 4);
  const others = layers.filter(({ shape }) => shape.length !== 2 && shape.length !== 4);
  const breaches = [
    ...kernelsOf(convolutions),
    ...(others.length === 0 ? [] : [`convolutions of other than images (${namesOf(others)})`]),
    ...(dense.length === 1
      ? []
      : [
          dense.length === 0
            ? 'no dense layer'
            : `${dense.length} dense layers (${namesOf(dense)})`,
        ]),
    ...flattened(convolutions, dense),
  ];
  if (breaches.length > 0)
    throw new WeightsFileError(
      `Expected a convolutional network as Isthmus computes them (3 x 3 convolutions, a global average pool, one dense layer), got ${breaches.join('; ')}.`,
    );
}

const namesOf = (layers: readonly Affine[]) => listed(layers.map(({ name }) => quoted(name)));

/** Sizes of kernels that are not 3 x 3, each with its layers. */
function kernelsOf(convolutions: readonly Affine[]): string[] {
  const bySize = new Map<string, Affine[]>();
  for (const layer of convolutions) {
    const [, , rows = 0, columns = 0] = layer.shape;
    const size = `${rows} x ${columns}`;
    if (size !== '3 x 3') bySize.set(size, [...(bySize.get(size) ?? []), layer]);
  }
  return [...bySize].map(([size, layers]) => `kernels of ${size} (${namesOf(layers)})`);
}

/** A dense layer that reads each place of each channel, in place of the channel's average. */
function flattened(convolutions: readonly Affine[], dense: readonly Affine[]): string[] {
  const widths = new Set(dense.map(({ shape }) => shape[0]));
  const read = dense.find(({ shape: [, inputs] }) => !widths.has(inputs)) ?? dense[0];
  const [, inputs = 0] = read?.shape ?? [];
  const taken = new Set(convolutions.map(({ shape }) => shape[1]));
  const channels = convolutions.map(({ shape: [outputs = 0] }) => outputs);
  // Of the last convolution, where shapes determine which that is.
  const last = channels.filter((n) => !taken.has(n)).at(-1) ?? channels.at(-1) ?? 0;
  if (read === undefined || inputs === last || inputs % last !== 0) return [];
  const side = Math.sqrt(inputs / last);
  return [
    Number.isInteger(side)
      ? `${inputs} = ${last} x ${side} x ${side} inputs of ${quoted(read.name)}: flattened, where an average is expected`
      : `${inputs} = ${last} x ${inputs / last} inputs of ${quoted(read.name)}: flattened, where an average is expected`,
  ];
}
