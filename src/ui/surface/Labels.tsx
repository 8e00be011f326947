/** Words over the surface: each frame puts them where the camera sees their places. */
import { useEffect } from 'react';
import { Vector3, type Camera } from 'three';
import { useFrame, useThree } from '@react-three/fiber';
import { overlap, textBox, textWidth, type Box } from '../draw/labels';
import { leftCorner } from './Box';

export interface Label {
  readonly key: string;
  readonly text: string;
  readonly kind: 'point' | 'thread' | 'tick';
  /** As CSS has it. */
  readonly colour: string;
  /** In the space of the surface; ticks of the height stand at its axis. */
  readonly at: readonly [number, number, number];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels from a place to the middle of its word. */
const ABOVE = { point: 20, thread: 16, tick: 0 } as const;
const LEFT_OF_AXIS = 8;

/** A word in the picture, with its middle in pixels. */
export interface PlacedLabel {
  readonly label: Label;
  readonly x: number;
  readonly y: number;
  /** False where another word is in its place. */
  readonly free: boolean;
}

/** Where labels are in a picture of so many pixels; of those that collide, the first stays. */
export function placedLabels(
  labels: readonly Label[],
  camera: Camera,
  { width, height }: Size,
): readonly PlacedLabel[] {
  const taken: Box[] = [];
  const corner = leftCorner(camera);
  return labels.map((label) => {
    const [left, near] = label.kind === 'tick' ? corner : [label.at[0], label.at[2]];
    const seen = new Vector3(left, label.at[1], near).project(camera);
    const half = textWidth(label.text) / 2;
    const side = label.kind === 'tick' ? half + LEFT_OF_AXIS : 0;
    const x = Math.max(half + 4, ((seen.x + 1) / 2) * width - side);
    const y = ((1 - seen.y) / 2) * height - ABOVE[label.kind];
    const box = textBox(x, y, [label.text]);
    const free = taken.every((other) => !overlap(box, other));
    if (free) taken.push(box);
    return { label, x, y, free };
  });
}

interface LabelMoverProps {
  readonly labels: readonly Label[];
  /** Holds one element for each label, in their order. */
  readonly overlay: SVGSVGElement;
}

export function LabelMover({ labels, overlay }: LabelMoverProps) {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => invalidate(), [labels, overlay, invalidate]);
  useFrame(({ camera, size }) => {
    placedLabels(labels, camera, size).forEach(({ x, y, free }, i) => {
      const text = overlay.children[i];
      text?.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      text?.setAttribute('visibility', free ? 'visible' : 'hidden');
    });
  });
  return null;
}

export function LabelTexts({ labels }: Pick<LabelMoverProps, 'labels'>) {
  return labels.map(({ key, text, kind, colour }) => (
    <text
      key={key}
      className={`surface-${kind}`}
      style={{ fill: colour }}
      textAnchor="middle"
      dy="0.35em"
    >
      {text}
    </text>
  ));
}
