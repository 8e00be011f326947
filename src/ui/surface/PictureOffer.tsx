/** Lets the surface be exported as it is seen, with the words that lie over it. */
import { useEffect } from 'react';
import { useThree, type RootState } from '@react-three/fiber';
import { placedLabels, type Label } from './Labels';
import { offerPicture } from './pictures';

interface PictureOfferProps {
  readonly labels: readonly Label[];
  readonly overlay: SVGSVGElement;
  readonly surface: HTMLElement;
}

export function PictureOffer({ labels, overlay, surface }: PictureOfferProps) {
  const get = useThree((state) => state.get);
  useEffect(
    () => offerPicture(surface, () => pictureOf(get(), { labels, overlay, surface })),
    [get, labels, overlay, surface],
  );
  return null;
}

function pictureOf(
  { gl, scene, camera, size }: RootState,
  { labels, overlay, surface }: PictureOfferProps,
): HTMLCanvasElement {
  const { width, height } = gl.domElement;
  const picture = Object.assign(document.createElement('canvas'), { width, height });
  const context = picture.getContext('2d');
  if (context === null) return picture;
  context.fillStyle = getComputedStyle(surface).backgroundColor;
  context.fillRect(0, 0, width, height);
  // What was drawn is gone as soon as the browser has shown it.
  gl.render(scene, camera);
  context.drawImage(gl.domElement, 0, 0);
  context.scale(width / size.width, height / size.height);
  context.lineJoin = 'round';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  placedLabels(labels, camera, size).forEach(({ label, x, y, free }, i) => {
    const element = overlay.children[i];
    if (element === undefined || !free) return;
    const style = getComputedStyle(element);
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    if (style.stroke !== 'none') {
      context.strokeStyle = style.stroke;
      context.lineWidth = Number.parseFloat(style.strokeWidth);
      context.strokeText(label.text, x, y);
    }
    context.fillStyle = style.fill;
    context.fillText(label.text, x, y);
  });
  return picture;
}
