/** The named points, the snapshots of a training, and the balls at the slider's alpha. */
import { memo, useEffect, useMemo, useRef } from 'react';
import { SphereGeometry, type Group } from 'three';
import { useThree } from '@react-three/fiber';
import type { PathName } from '../../jobs/paths';
import { useStores } from '../context';
import { placeOn } from '../draw/thread';
import { Seen } from './Seen';
import type { PathColours, Thread } from './Threads';

const RADII = { anchor: 0.028, ball: 0.032, snapshot: 0.016 } as const;
const CASING = 0.009;

export interface Mark {
  readonly kind: 'anchor' | 'snapshot';
  readonly name: string;
  readonly at: readonly [number, number, number];
}

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly ink: string;
  readonly casing: string;
}

export const Marks = memo(function Marks({ marks, ink, casing }: MarksProps) {
  const anchor = useSpheres(RADII.anchor);
  const snapshot = useSpheres(RADII.snapshot);
  return marks.map(({ kind, name, at: [x, y, z] }) => (
    <group key={name} position={[x, y, z]}>
      <Seen {...(kind === 'anchor' ? anchor : snapshot)} colour={ink} casing={casing} order={4} />
    </group>
  ));
});

interface BallsProps {
  readonly threads: readonly Thread[];
  /** Of each path, as `#rrggbb`. */
  readonly colours: PathColours;
  readonly casing: string;
}

/** Moved straight from the store, without rendering. */
export const Balls = memo(function Balls({ threads, colours, casing }: BallsProps) {
  const { workspace } = useStores();
  const invalidate = useThree((state) => state.invalidate);
  const groups = useRef(new Map<PathName, Group>());
  const spheres = useSpheres(RADII.ball);
  useEffect(() => {
    const place = () => {
      const { alpha } = workspace.getState().view;
      for (const { series, places } of threads) {
        const group = groups.current.get(series.name);
        const at = placeOn(places, alpha);
        if (group === undefined) continue;
        group.visible = at !== null;
        if (at !== null) group.position.set(...at);
      }
      invalidate();
    };
    place();
    return workspace.subscribe((now, before) => {
      if (now.view.alpha !== before.view.alpha) place();
    });
  }, [workspace, threads, invalidate]);
  return threads.map(({ series: { name } }) => (
    <group
      key={name}
      ref={(group) => {
        if (group !== null) groups.current.set(name, group);
      }}
    >
      <Seen {...spheres} colour={colours[name] ?? casing} casing={casing} order={6} />
    </group>
  ));
});

function useSpheres(radius: number) {
  const spheres = useMemo(
    () => ({
      body: new SphereGeometry(radius, 20, 14),
      hull: new SphereGeometry(radius + CASING, 20, 14),
    }),
    [radius],
  );
  useEffect(
    () => () => {
      spheres.body.dispose();
      spheres.hull.dispose();
    },
    [spheres],
  );
  return spheres;
}
