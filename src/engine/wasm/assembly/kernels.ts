/**
 * What the WebAssembly module exports. Every function works on raw addresses of memory that TypeScript hands out
 * (`arena.ts`); none allocates, none keeps state. Sizes and counts are numbers of elements, strides are bytes.
 */
export { gather, inputPanels, packEights, unpackEights, packFives, rowsToPanels } from './memory';
export { forward, backward, gradientPanel, slope } from './dense';
export { crossEntropy, squaredError } from './loss';
export { adamw, sgd } from './optimizer';
export { combine } from './combination';
export { product, ones } from './evaluation';
export { addProduct, addSums, activateRows } from './moments';
