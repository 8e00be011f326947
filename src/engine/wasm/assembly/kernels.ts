/**
 * What the WebAssembly module exports. Every function works on raw addresses of memory that TypeScript hands out
 * (`arena.ts`); none allocates, none keeps state. Sizes and counts are numbers of elements, strides are bytes.
 */
export { gather, inputPanels, rowsToPanels, panelsToRows } from './memory';
export { packPanels, unpackPanels, packPanelsOf5 } from './memory';
export { forward, backward, gradientPanel, slope } from './dense';
export { gatherImage, convolve, averagePool } from './convolution';
export { addConvolutionGradient, unpool, transposePanels } from './convolution';
export { crossEntropy, squaredError } from './loss';
export { adamw, sgd } from './optimizer';
export { combine } from './combination';
export { product, ones } from './evaluation';
export { addProduct, addSums, activateRows } from './moments';
