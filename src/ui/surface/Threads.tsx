/** The paths as threads over the surface. */
import { memo, useEffect, useMemo } from 'react';
import { CatmullRomCurve3, TubeGeometry, Vector3, type BufferGeometry } from 'three';
import type { ThreeEvent } from '@react-three/fiber';
import type { PathName } from '../../jobs/paths';
import { piecesOf, type ThreadPlace } from '../draw/thread';
import type { SurfacePath } from './onSurface';
import { Seen } from './Seen';

/** A path that is drawn over the surface. */
export interface Thread {
  readonly series: SurfacePath['series'];
  readonly places: readonly ThreadPlace[];
}

export type PathColours = Readonly<Partial<Record<PathName, string>>>;

interface ThreadsProps {
  readonly threads: readonly Thread[];
  /** Of each path, as `#rrggbb`. */
  readonly colours: PathColours;
  readonly casing: string;
  readonly onPoint: (thread: Thread, event: ThreeEvent<PointerEvent>) => void;
}

const RADIUS = 0.0085;
const HULL = 0.0155;
/** Nearer places are one: a path may stand still. */
const APART = 1e-4;

export const Threads = memo(function Threads({ threads, colours, casing, onPoint }: ThreadsProps) {
  return threads.map((thread) => (
    <Tubes key={thread.series.name} {...{ thread, colours, casing, onPoint }} />
  ));
});

function Tubes({
  thread,
  colours,
  casing,
  onPoint,
}: Omit<ThreadsProps, 'threads'> & { thread: Thread }) {
  const tubes = useMemo(
    () => piecesOf(thread.places).flatMap((piece) => tubesOf(piece) ?? []),
    [thread.places],
  );
  useEffect(
    () => () =>
      tubes.forEach(({ body, hull }) => {
        body.dispose();
        hull.dispose();
      }),
    [tubes],
  );
  return tubes.map(({ body, hull }) => (
    <Seen
      key={body.uuid}
      {...{ body, hull, casing }}
      colour={colours[thread.series.name] ?? casing}
      order={2}
      onPointerMove={(event) => onPoint(thread, event)}
    />
  ));
}

function tubesOf(
  piece: readonly (readonly [number, number, number])[],
): { readonly body: BufferGeometry; readonly hull: BufferGeometry } | null {
  const places: Vector3[] = [];
  for (const [x, y, z] of piece) {
    const place = new Vector3(x, y + RADIUS, z);
    const last = places.at(-1);
    if (last === undefined || last.distanceTo(place) > APART) places.push(place);
  }
  if (places.length < 2) return null;
  const curve = new CatmullRomCurve3(places, false, 'centripetal');
  const tube = (radius: number) => new TubeGeometry(curve, places.length, radius, 7);
  return { body: tube(RADIUS), hull: tube(HULL) };
}
