/** All that is seen: light, surface, paths, points. */
import { memo } from 'react';
import type { ThreeEvent } from '@react-three/fiber';
import type { Field } from '../draw/field';
import { Box } from './Box';
import { Ground } from './Ground';
import { Balls, Marks, type Mark } from './Marks';
import type { Pointed } from './SurfaceTip';
import { Threads, type PathColours, type Thread } from './Threads';

/** Each as `#rrggbb`. */
export interface SceneColours {
  readonly ink: string;
  readonly casing: string;
  readonly rule: string;
}

interface SceneProps {
  readonly field: Field;
  readonly holes: Uint8Array;
  readonly threads: readonly Thread[];
  readonly pathColours: PathColours;
  readonly marks: readonly Mark[];
  readonly colours: SceneColours;
  readonly onPoint: (pointed: Pointed) => void;
}

/** From the upper left, as maps are lit. */
const SUN = [-1.1, 1.5, 0.5] as const;
const OVERHEAD = SUN[1] / Math.hypot(...SUN);
/** Share of the light that comes from everywhere; with the sun's, what lies flat has the plane's own colours. */
const AMBIENT = 0.45;

export const Scene = memo(function Scene(props: SceneProps) {
  const { field, holes, threads, pathColours, marks, colours, onPoint } = props;
  const { ink, casing, rule } = colours;
  const at = ({ offsetX, offsetY }: PointerEvent) => ({ left: offsetX, top: offsetY });
  return (
    <>
      <ambientLight intensity={AMBIENT * Math.PI} />
      <directionalLight position={SUN} intensity={((1 - AMBIENT) * Math.PI) / OVERHEAD} />
      <Box colour={rule} />
      <Ground
        {...{ field, holes }}
        onPointerMove={(event: ThreeEvent<PointerEvent>) => {
          event.stopPropagation();
          const { x, z } = event.point;
          onPoint({ ...at(event.nativeEvent), x: (x + 1) / 2, y: (1 - z) / 2, thread: null });
        }}
      />
      <Threads
        {...{ threads, casing }}
        colours={pathColours}
        onPoint={(thread: Thread, event: ThreeEvent<PointerEvent>) => {
          event.stopPropagation();
          const { x, y, z } = event.point;
          onPoint({
            ...at(event.nativeEvent),
            x: (x + 1) / 2,
            y: (1 - z) / 2,
            thread: { series: thread.series, place: nearestTo([x, y, z], thread) },
          });
        }}
      />
      <Marks {...{ marks, ink, casing }} />
      <Balls {...{ threads, casing }} colours={pathColours} />
    </>
  );
});

/** The place of a thread that is nearest to a point in space. */
function nearestTo(point: readonly number[], { places }: Thread) {
  let best = places[0] ?? null;
  let least = Infinity;
  for (const place of places) {
    if (place.at === null) continue;
    const distance = Math.hypot(...place.at.map((x, axis) => x - point[axis]!));
    if (distance >= least) continue;
    least = distance;
    best = place;
  }
  return best;
}
