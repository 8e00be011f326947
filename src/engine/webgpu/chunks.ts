/** How many images go through a network, and how many networks side by side, so that buffers keep a bounded size. */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import { chunkStep, STEPS, type Step } from './step';

/** Numbers of the largest buffer of activations (64 MiB), and of the weights of a group of networks. */
const ACTIVATIONS = 2 ** 24;
const WEIGHTS = 2 ** 25;
const MOST_IMAGES = 1000;
const MOST_NETWORKS = 32;

/** Images that are computed together. */
export function imagesOfChunk(architecture: Architecture, samples: number): number {
  const images = Math.floor(ACTIVATIONS / 8 / widest(architecture));
  return Math.max(1, Math.min(MOST_IMAGES, images, samples));
}

/** Networks that are computed side by side on a chunk: the power of two up to `wanted` or a little more. */
export function networksOfGroup(
  architecture: Architecture,
  images: number,
  wanted: number,
): number {
  const fit = Math.min(
    MOST_NETWORKS,
    Math.floor(ACTIVATIONS / (images * widest(architecture))),
    Math.floor(WEIGHTS / layoutOf(architecture).size),
  );
  const enough = 2 ** Math.ceil(Math.log2(wanted));
  return Math.max(1, Math.min(enough, 2 ** Math.floor(Math.log2(Math.max(1, fit)))));
}

/** Numbers of the largest layer for one image. */
function widest(architecture: Architecture): number {
  return Math.max(...affineLayers(architecture).map(({ outputs, side }) => outputs * side ** 2));
}

/** The chunks of `samples` images, in blocks that are submitted together. */
export function chunkBlocks(samples: number, images: number, perImage = 0): Step[][] {
  const blocks: Step[][] = [];
  for (let slot = 0; slot * images < samples; slot++) {
    const first = slot * images;
    if (slot % STEPS === 0) blocks.push([]);
    const count = Math.min(images, samples - first);
    blocks.at(-1)!.push(chunkStep({ slot, first, count, offset: first * perImage }));
  }
  return blocks;
}
