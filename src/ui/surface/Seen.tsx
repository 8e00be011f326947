/** A body in one colour with a dark outline, seen through the surface too, only fainter. */
import type { ReactNode } from 'react';
import { BackSide, GreaterDepth, type BufferGeometry } from 'three';
import type { ThreeEvent } from '@react-three/fiber';

interface SeenProps {
  readonly body: BufferGeometry;
  /** The same a little larger. */
  readonly hull: BufferGeometry;
  readonly colour: string;
  readonly casing: string;
  /** What is later lies over what is sooner. */
  readonly order: number;
  readonly onPointerMove?: (event: ThreeEvent<PointerEvent>) => void;
  readonly children?: ReactNode;
}

export function Seen({ body, hull, colour, casing, order, onPointerMove }: SeenProps) {
  return (
    <>
      <mesh geometry={hull} renderOrder={order} raycast={() => null}>
        <meshBasicMaterial color={casing} side={BackSide} transparent />
      </mesh>
      <mesh geometry={body} renderOrder={order} raycast={() => null}>
        <meshBasicMaterial
          color={colour}
          transparent
          opacity={0.5}
          depthFunc={GreaterDepth}
          depthWrite={false}
        />
      </mesh>
      <mesh
        geometry={body}
        renderOrder={order + 1}
        {...(onPointerMove === undefined ? { raycast: () => null } : { onPointerMove })}
      >
        <meshBasicMaterial color={colour} transparent />
      </mesh>
    </>
  );
}
