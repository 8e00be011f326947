/** The loss plane as a lit surface, as high as the loss. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Canvas, useThree } from '@react-three/fiber';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import { usePage, useSession, useStores, useWorkspace } from '../context';
import type { Field } from '../draw/field';
import type { Viewport } from '../draw/viewport';
import { useMedia, useThrottled } from '../hooks';
import type { PlaneProjection } from '../views/planeProjection';
import { CameraRig } from './CameraRig';
import { Scene, type SceneColours } from './Scene';
import { hexOf } from './colours';
import { holesOf, labelsOf, marksOf, threadsOf, type SurfacePath } from './onSurface';
import { LabelMover, LabelTexts } from './Labels';
import { PictureOffer } from './PictureOffer';
import { cameraText } from './surfaceText';
import type { PathColours } from './Threads';
import { SurfaceTip, type Pointed } from './SurfaceTip';
import { useOrbit } from './useOrbit';

/** Milliseconds between two words on where the camera is. */
const STATUS_EVERY = 400;

interface PlaneSurfaceProps {
  readonly plane: PlaneResult;
  readonly field: Field;
  readonly viewport: Viewport;
  /** Pixels of the picture's sides. */
  readonly side: number;
  readonly projection: PlaneProjection | null;
  readonly shown: readonly SurfacePath[];
  readonly snapshots: readonly NamedPoint[];
  /** Id of the element that says what is seen. */
  readonly summary: string;
  /** The browser took the picture away. */
  readonly onLost: () => void;
}

export function PlaneSurface(props: PlaneSurfaceProps) {
  const { plane, field, viewport, side, projection, shown, snapshots, summary, onLost } = props;
  const { page } = useStores();
  const [surface, setSurface] = useState<HTMLDivElement | null>(null);
  const [overlay, setOverlay] = useState<SVGSVGElement | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [ready, setReady] = useState(false);
  const orbit = useOrbit(surface);
  const colours = useColours(overlay);
  const holes = useMemo(() => holesOf(plane, field.scale), [plane, field]);
  const marks = useMemo(
    () => marksOf(projection?.points ?? plane.anchors, plane.anchors, snapshots, field, viewport),
    [projection, plane, snapshots, field, viewport],
  );
  const threads = useMemo(() => threadsOf(shown, field, viewport), [shown, field, viewport]);
  const pathColours = usePathColours(shown, overlay);
  const point = useCallback(
    (next: Pointed | null) => {
      setPointed(next);
      page.setState({ pointed: next?.thread?.series.name ?? null });
    },
    [page],
  );
  const labels = useMemo(() => labelsOf(marks, threads, field.scale), [marks, threads, field]);
  return (
    <div
      ref={setSurface}
      className="surface"
      role="group"
      tabIndex={0}
      aria-label="The plane in three dimensions; turn it with the arrow keys"
      {...orbit}
      onPointerLeave={() => point(null)}
    >
      <Canvas
        role="img"
        aria-label="Loss plane"
        aria-describedby={summary}
        frameloop={ready ? 'demand' : 'never'}
        flat
        dpr={[1, 2]}
        camera={{ fov: 32, near: 0.1, far: 40 }}
        resize={{ scroll: false, debounce: 0 }}
      >
        <CameraRig />
        <LossWatch onLost={onLost} />
        {colours !== null && (
          <>
            <Scene {...{ field, holes, threads, pathColours, marks, colours }} onPoint={point} />
            <Warmup onReady={() => setReady(true)} />
          </>
        )}
        {overlay !== null && surface !== null && (
          <>
            <LabelMover labels={labels} overlay={overlay} />
            <PictureOffer labels={labels} overlay={overlay} surface={surface} />
          </>
        )}
      </Canvas>
      <svg ref={setOverlay} className="plane-overlay surface-overlay" aria-hidden="true">
        <LabelTexts labels={labels} />
      </svg>
      {pointed !== null && (
        <SurfaceTip {...{ pointed, plane, measure: field.scale.measure, side }} />
      )}
      <CameraStatus />
    </div>
  );
}

/** Of each path, its own while it is pointed at. */
function usePathColours(shown: readonly SurfacePath[], overlay: SVGSVGElement | null): PathColours {
  const pointed = usePage((page) => page.pointed);
  return useMemo(() => {
    if (overlay === null) return {};
    const colourOf = ({ name, own, colour }: SurfacePath['series']) =>
      hexOf(overlay, pointed === name ? own : colour);
    return Object.fromEntries(shown.map(({ series }) => [series.name, colourOf(series)]));
  }, [shown, overlay, pointed]);
}

/** Of the style sheet, in the theme that is on. */
function useColours(overlay: SVGSVGElement | null): SceneColours | null {
  const theme = useSession((state) => state.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [colours, setColours] = useState<SceneColours | null>(null);
  useEffect(() => {
    if (overlay === null) return;
    // The theme is on the page once whoever else follows it has been told.
    const frame = requestAnimationFrame(() =>
      setColours({
        ink: hexOf(overlay, 'var(--ink)'),
        casing: hexOf(overlay, 'var(--casing)'),
        rule: hexOf(overlay, 'var(--rule-strong)'),
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [overlay, theme, dark]);
  return colours;
}

/** Draws for the first time once the programs of the GPU are there, so that nothing waits for them. */
function Warmup({ onReady }: { readonly onReady: () => void }) {
  const get = useThree((state) => state.get);
  const told = useRef(onReady);
  useEffect(() => {
    let here = true;
    const { gl, scene, camera } = get();
    // Where programs cannot be made beside the page, the first picture makes them.
    const made = gl.extensions.has('KHR_parallel_shader_compile')
      ? gl.compileAsync(scene, camera)
      : Promise.resolve();
    void made.then(() => {
      if (here) told.current();
    });
    return () => {
      here = false;
    };
  }, [get]);
  return null;
}

function LossWatch({ onLost }: Pick<PlaneSurfaceProps, 'onLost'>) {
  const get = useThree((state) => state.get);
  useEffect(() => {
    const { gl } = get();
    const lose = () => {
      // Else it gives back, when it goes, what it has no more.
      gl.forceContextLoss = () => undefined;
      onLost();
    };
    gl.domElement.addEventListener('webglcontextlost', lose);
    return () => gl.domElement.removeEventListener('webglcontextlost', lose);
  }, [get, onLost]);
  return null;
}

/** Where the surface is seen from, for those who turn it without seeing it. */
function CameraStatus() {
  const camera = useThrottled(
    useWorkspace(({ view }) => view.camera),
    STATUS_EVERY,
  );
  return (
    <p className="visually-hidden" role="status" aria-label="Camera">
      {cameraText(camera)}
    </p>
  );
}

export { SurfaceNote } from './SurfaceNote';
