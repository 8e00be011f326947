/** The border of the ground, and an axis for the height at the corner that is farthest left. */
import { memo, useEffect, useMemo, useRef } from 'react';
import { BufferAttribute, BufferGeometry, Vector3, type Camera, type Group } from 'three';
import { useFrame } from '@react-three/fiber';
import { HEIGHT } from '../draw/surface';

const GROUND = [-1, 0, 1, 1, 0, 1, 1, 0, -1, -1, 0, -1];
const AXIS = [0, 0, 0, 0, HEIGHT, 0];

export const Box = memo(function Box({ colour }: { readonly colour: string }) {
  const axis = useRef<Group>(null);
  const [ground, height] = useMemo(() => [GROUND, AXIS].map(geometryOf) as [Lines, Lines], []);
  useEffect(
    () => () => {
      ground.dispose();
      height.dispose();
    },
    [ground, height],
  );
  useFrame(({ camera }) => {
    const [x, z] = leftCorner(camera);
    axis.current?.position.set(x, 0, z);
  });
  return (
    <>
      <lineLoop geometry={ground}>
        <lineBasicMaterial color={colour} />
      </lineLoop>
      <group ref={axis}>
        <lineSegments geometry={height}>
          <lineBasicMaterial color={colour} />
        </lineSegments>
      </group>
    </>
  );
});

type Lines = BufferGeometry;

function geometryOf(places: readonly number[]): Lines {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(places), 3));
  return geometry;
}

/** The corner of the ground that a camera sees farthest left, `[x, z]`. */
export function leftCorner(camera: Camera): readonly [number, number] {
  let best: readonly [number, number] = [-1, 1];
  let least = Infinity;
  for (const corner of CORNERS) {
    const { x } = new Vector3(corner[0], 0, corner[1]).project(camera);
    if (x >= least) continue;
    least = x;
    best = corner;
  }
  return best;
}

const CORNERS = [
  [-1, 1],
  [1, 1],
  [1, -1],
  [-1, -1],
] as const;
