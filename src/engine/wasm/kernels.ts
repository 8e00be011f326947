/** Addresses in the module's memory; sizes and counts are numbers of elements, strides (`ld`) are bytes. */
type Address = number;

/** The functions of `assembly/`, which document themselves; their order and arguments are the same here. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  gather(
    images: Address,
    channels: number,
    pixels: number,
    indices: Address,
    count: number,
    levels: Address,
    x: Address,
    ldx: number,
  ): void;
  inputPanels(
    images: Address,
    channels: number,
    pixels: number,
    count: number,
    levels: Address,
    panels: Address,
    stride: number,
  ): void;
  packPanels(
    weight: Address,
    bias: Address,
    inputs: number,
    outputs: number,
    kernel: number,
    place: number,
    run: number,
    rows: number,
    panels: Address,
  ): void;
  unpackPanels(
    panels: Address,
    inputs: number,
    outputs: number,
    kernel: number,
    place: number,
    run: number,
    rows: number,
    weight: Address,
    bias: Address,
  ): void;
  packPanelsOf5(
    weight: Address,
    bias: Address,
    inputs: number,
    outputs: number,
    panels: Address,
  ): void;
  rowsToPanels(
    x: Address,
    ldx: number,
    count: number,
    columns: number,
    panels: Address,
    stride: number,
  ): void;
  panelsToRows(
    panels: Address,
    stride: number,
    count: number,
    columns: number,
    x: Address,
    ldx: number,
  ): void;
  forward(
    x: Address,
    ldx: number,
    inputs: number,
    w: Address,
    stride: number,
    outputs: number,
    groups: number,
    y: Address,
    ldy: number,
    activation: number,
  ): void;
  backward(
    w: Address,
    stride: number,
    inputs: number,
    outputs: number,
    samples: number,
    d: Address,
    dStride: number,
    below: Address,
    belowStride: number,
  ): void;
  gradientPanel(
    x: Address,
    ldx: number,
    inputs: number,
    d: Address,
    ldd: number,
    samples: number,
    rows: number,
    gradient: Address,
  ): void;
  slope(
    panels: Address,
    stride: number,
    units: number,
    samples: number,
    y: Address,
    ldy: number,
    activation: number,
    d: Address,
    ldd: number,
  ): void;
  gatherImage(
    image: Address,
    channels: number,
    side: number,
    levels: Address,
    x: Address,
    place: number,
  ): void;
  convolve(
    x: Address,
    place: number,
    side: number,
    kernel: number,
    w: Address,
    stride: number,
    outputs: number,
    y: Address,
    yPlace: number,
    activation: number,
  ): void;
  averagePool(y: Address, side: number, pool: number, place: number, x: Address): void;
  addConvolutionGradient(
    x: Address,
    place: number,
    side: number,
    kernel: number,
    d: Address,
    dPlace: number,
    outputs: number,
    gradient: Address,
    stride: number,
  ): void;
  unpool(
    g: Address,
    side: number,
    pool: number,
    place: number,
    y: Address,
    activation: number,
    d: Address,
  ): void;
  transposePanels(
    w: Address,
    inputs: number,
    outputs: number,
    kernel: number,
    place: number,
    rows: number,
    to: Address,
    toPlace: number,
    toRows: number,
  ): void;
  crossEntropy(
    logits: Address,
    stride: number,
    classes: number,
    labels: Address,
    samples: number,
    scale: number,
    result: Address,
  ): void;
  squaredError: Kernels['crossEntropy'];
  adamw(
    p: Address,
    m: Address,
    v: Address,
    g: Address,
    count: number,
    scale: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    keep: number,
    rate: number,
    spread: number,
    epsilon: number,
  ): void;
  sgd(
    p: Address,
    m: Address,
    g: Address,
    count: number,
    scale: number,
    rate: number,
    momentum: number,
    decay: number,
  ): void;
  combine(
    to: Address,
    stride: number,
    panels: number,
    count: number,
    sources: Address,
    factors: Address,
    terms: number,
    offset: number,
    fromStride: number,
    activation: number,
  ): void;
  product(
    w: Address,
    inputs: number,
    outputs: number,
    x: Address,
    xStride: number,
    panels: number,
    y: Address,
    yStride: number,
    activation: number,
  ): void;
  ones(panel: Address, stride: number, row: number, panels: number): void;
  addProduct(
    b: Address,
    a: Address,
    ld: number,
    samples: number,
    units: number,
    tile: Address,
    to: Address,
  ): void;
  addSums(
    x: Address,
    ld: number,
    samples: number,
    units: number,
    sum: Address,
    square: Address,
  ): void;
  activateRows(x: Address, ld: number, samples: number, units: number, activation: number): void;
}

/** The nonlinearities as the kernels number them. */
export const ACTIVATIONS = { none: 0, relu: 1, tanh: 2 } as const;

/** Rounds up to a multiple. */
export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}

/** Makes a fresh instance with its own memory. */
export async function instantiate(module: WebAssembly.Module): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(module);
  return exports as unknown as Kernels;
}
