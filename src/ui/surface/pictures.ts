/** Pictures of the surfaces that are on the page, for whoever exports them; without what draws them. */

/** By the element that holds a surface. */
const PICTURES = new WeakMap<Element, () => HTMLCanvasElement>();

/** Makes the picture of a surface known while it is there; answers what forgets it. */
export function offerPicture(surface: Element, picture: () => HTMLCanvasElement): () => void {
  PICTURES.set(surface, picture);
  return () => void PICTURES.delete(surface);
}

/** The surface within a part of the page as it is now, its words included; null where there is none. */
export function surfacePicture(part: ParentNode): HTMLCanvasElement | null {
  const surface = part.querySelector('.surface');
  return surface === null ? null : (PICTURES.get(surface)?.() ?? null);
}
