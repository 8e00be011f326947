/** Going around the surface by mouse, touch and keys; each step is in the view, so nothing moves by itself. */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { turned, USUAL_CAMERA, zoomed, type Camera } from '../../pipeline/camera';
import { useStores } from '../context';

/** Degrees of a press of an arrow key, and of a drag by one pixel. */
const KEY_DEGREES = 10;
const DRAG_DEGREES = 0.4;
const KEY_ZOOM = 1.15;
const WHEEL_ZOOM = 1.0015;

const KEYS: Readonly<Record<string, (camera: Camera) => Camera>> = {
  ArrowLeft: (camera) => turned(camera, -KEY_DEGREES, 0),
  ArrowRight: (camera) => turned(camera, KEY_DEGREES, 0),
  ArrowUp: (camera) => turned(camera, 0, KEY_DEGREES),
  ArrowDown: (camera) => turned(camera, 0, -KEY_DEGREES),
  '+': (camera) => zoomed(camera, KEY_ZOOM),
  '=': (camera) => zoomed(camera, KEY_ZOOM),
  '-': (camera) => zoomed(camera, 1 / KEY_ZOOM),
  Home: () => USUAL_CAMERA,
};

interface Place {
  readonly x: number;
  readonly y: number;
}

/** @param target what is pressed and dragged; null before it is there */
export function useOrbit(target: HTMLElement | null) {
  const { workspace } = useStores();
  const pointers = useRef(new Map<number, Place>());
  const look = (next: (camera: Camera) => Camera) => {
    const { view, look: change } = workspace.getState();
    change({ camera: next(view.camera) });
  };

  useEffect(() => {
    if (target === null) return;
    // React listens to wheels only passively. A page must scroll past the picture, so it has the wheel when it has the focus.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && document.activeElement !== target) return;
      event.preventDefault();
      const { view, look: change } = workspace.getState();
      const pace = event.ctrlKey ? 5 : 1;
      change({ camera: zoomed(view.camera, WHEEL_ZOOM ** (-pace * event.deltaY)) });
    };
    target.addEventListener('wheel', wheel, { passive: false });
    return () => target.removeEventListener('wheel', wheel);
  }, [target, workspace]);

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const now = { x: event.clientX, y: event.clientY };
      const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId);
      pointers.current.set(event.pointerId, now);
      if (other === undefined)
        look((camera) =>
          turned(camera, -DRAG_DEGREES * (now.x - before.x), DRAG_DEGREES * (now.y - before.y)),
        );
      else look((camera) => zoomed(camera, apart(now, other[1]) / apart(before, other[1])));
    },
    onPointerUp: (event: PointerEvent) => void pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent) => void pointers.current.delete(event.pointerId),
    onKeyDown(event: KeyboardEvent) {
      const move = KEYS[event.key];
      if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      look(move);
    },
  };
}

const apart = (one: Place, two: Place) => Math.max(1, Math.hypot(one.x - two.x, one.y - two.y));
