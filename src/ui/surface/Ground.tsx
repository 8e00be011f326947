/** The surface itself, lit from one side, with its lines of equal loss. */
import { memo, useEffect, useMemo } from 'react';
import { BufferAttribute, BufferGeometry, DoubleSide } from 'three';
import type { ThreeEvent } from '@react-three/fiber';
import type { Field } from '../draw/field';
import { isolinesOn, surfaceOf } from '../draw/surface';
import { useRamp } from '../views/ramp';
import { rampPlace, rampTexture } from './colours';

interface GroundProps {
  readonly field: Field;
  readonly holes: Uint8Array;
  readonly onPointerMove: (event: ThreeEvent<PointerEvent>) => void;
}

export const Ground = memo(function Ground({ field, holes, onPointerMove }: GroundProps) {
  const colours = useRamp();
  const ramp = useMemo(() => rampTexture(colours), [colours]);
  const { skin, lines } = useMemo(() => geometriesOf(field, holes), [field, holes]);
  useEffect(() => () => ramp.dispose(), [ramp]);
  useEffect(
    () => () => {
      skin.dispose();
      lines.dispose();
    },
    [skin, lines],
  );
  return (
    <>
      <mesh geometry={skin} onPointerMove={onPointerMove}>
        {/* Moved back a little, so that what lies on it is in front of it. */}
        <meshLambertMaterial
          map={ramp}
          side={DoubleSide}
          polygonOffset
          polygonOffsetFactor={1}
          polygonOffsetUnits={2}
        />
      </mesh>
      <lineSegments geometry={lines}>
        <lineBasicMaterial color="#ffffff" transparent opacity={0.4} depthWrite={false} />
      </lineSegments>
    </>
  );
});

function geometriesOf(field: Field, holes: Uint8Array) {
  const surface = surfaceOf(field, holes);
  const { positions, normals, shares, triangles } = surface;
  const places = new Float32Array(2 * shares.length);
  shares.forEach((share, i) => places.set([rampPlace(share), 0.5], 2 * i));
  const skin = new BufferGeometry();
  skin.setAttribute('position', new BufferAttribute(positions, 3));
  skin.setAttribute('normal', new BufferAttribute(normals, 3));
  skin.setAttribute('uv', new BufferAttribute(places, 2));
  skin.setIndex(new BufferAttribute(triangles, 1));
  const lines = new BufferGeometry();
  const levels = field.scale.levels.map((level) => field.scale.share(level));
  lines.setAttribute('position', new BufferAttribute(isolinesOn(surface, levels), 3));
  return { skin, lines };
}
