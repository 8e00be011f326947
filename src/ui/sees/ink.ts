/** Ink on a canvas: strokes as thick as MNIST's are in their 28 pixels. */

/** In pixels of the canvas. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels of MNIST's images on each side. */
const SIDE = 28;
/** Of a stroke, in these. */
const THICK = 2.4;

export function createInk(context: CanvasRenderingContext2D, size: number) {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = (THICK * size) / SIDE;
  const clear = () => context.clearRect(0, 0, size, size);
  return {
    clear,
    line(from: Place, to: Place) {
      context.strokeStyle = getComputedStyle(context.canvas).color;
      context.beginPath();
      context.moveTo(from.x, from.y);
      // A point has no length, and would leave no ink.
      context.lineTo(to.x + 0.01, to.y);
      context.stroke();
    },
    /** @param image `[28, 28]`, 0 to 255, in place of what is drawn */
    lay(image: Uint8Array) {
      clear();
      const small = new OffscreenCanvas(SIDE, SIDE);
      const own = small.getContext('2d');
      if (own === null) return;
      const picture = own.createImageData(SIDE, SIDE);
      context.fillStyle = getComputedStyle(context.canvas).color;
      image.forEach((level, at) => (picture.data[4 * at + 3] = level));
      own.putImageData(picture, 0, 0);
      context.drawImage(small, 0, 0, size, size);
      context.globalCompositeOperation = 'source-in';
      context.fillRect(0, 0, size, size);
      context.globalCompositeOperation = 'source-over';
    },
    /** How much ink there is at each pixel, `[size, size]`, 0 to 255. */
    read(): Uint8Array {
      const { data } = context.getImageData(0, 0, size, size);
      return Uint8Array.from({ length: size * size }, (_, at) => data[4 * at + 3]!);
    },
  };
}
