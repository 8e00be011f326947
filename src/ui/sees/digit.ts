/** A drawing as MNIST has its digits (LeCun et al. 1998): scaled into 20 x 20 pixels, by centre of mass in 28 x 28. */

const SIDE = 28;
const BOX = 20;

/** What is fainter is no ink. */
const FAINT = 16;

interface Box {
  readonly left: number;
  readonly top: number;
  /** The longer side. */
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/**
 * @param ink `[size, size]`, 0 without ink to 255
 * @returns levels `[28, 28]`; null where nothing is drawn
 */
export function asMnist(ink: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  const box = boxOf(ink, size);
  if (box === null) return null;
  const small = shrunk(ink, size, box);
  const centre = centreOf(small);
  const [dx, dy] = [shiftOf(centre.x), shiftOf(centre.y)];
  const out = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < BOX; y++)
    for (let x = 0; x < BOX; x++)
      out[(y + dy) * SIDE + x + dx] = Math.min(255, Math.round(small[y * BOX + x]!));
  return out;
}

function boxOf(ink: Uint8Array, size: number): Box | null {
  let [left, top, right, bottom] = [size, size, -1, -1];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (ink[y * size + x]! < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  if (right < 0) return null;
  const [width, height] = [right - left + 1, bottom - top + 1];
  return { left, top, width, height, size: Math.max(width, height) };
}

/** The box in 20 x 20 pixels, in its middle: each pixel of the drawing gives its ink to the pixels that it covers. */
function shrunk(ink: Uint8Array, size: number, box: Box): Float64Array {
  const scale = BOX / box.size;
  const [x0, y0] = [(BOX - scale * box.width) / 2, (BOX - scale * box.height) / 2];
  const small = new Float64Array(BOX * BOX);
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) {
      const level = ink[(box.top + y) * size + box.left + x]!;
      if (level === 0) continue;
      for (const [row, tall] of covered(y0 + scale * y, scale))
        for (const [column, wide] of covered(x0 + scale * x, scale))
          small[row * BOX + column]! += level * tall * wide;
    }
  return small;
}

/** The pixels that a stretch covers, and how much of each. */
function covered(from: number, length: number): [pixel: number, share: number][] {
  const out: [number, number][] = [];
  for (let pixel = Math.floor(from); pixel < Math.min(BOX, from + length); pixel++) {
    const share = Math.min(pixel + 1, from + length) - Math.max(pixel, from);
    if (pixel >= 0 && share > 0) out.push([pixel, share]);
  }
  return out;
}

function centreOf(small: Float64Array): { readonly x: number; readonly y: number } {
  let [mass, x, y] = [0, 0, 0];
  small.forEach((level, at) => {
    mass += level;
    x += level * ((at % BOX) + 0.5);
    y += level * (Math.floor(at / BOX) + 0.5);
  });
  return { x: x / mass, y: y / mass };
}

/** Pixels from the edge of the image to that of the box, which stays inside. */
const shiftOf = (centre: number): number =>
  Math.max(0, Math.min(SIDE - BOX, Math.round(SIDE / 2 - centre)));
