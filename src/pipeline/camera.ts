/** Where the loss surface is looked at from. */

/** About the middle of the surface. */
export interface Camera {
  /** Degrees to the right of the place below the plane's x axis; from -180 on, below 180. */
  readonly azimuth: number;
  /** Degrees from straight above: 90 looks along the ground, more looks up from beneath. */
  readonly polar: number;
  /** From the middle, in halves of the plane's width. */
  readonly distance: number;
}

export const POLAR_RANGE = [1, 120] as const;
export const DISTANCE_RANGE = [1.5, 12] as const;

export const USUAL_CAMERA: Camera = { azimuth: 28, polar: 58, distance: 5.2 };

/** Tenths of degrees and hundredths of distances: finer ones cannot be seen, and an address is shorter. */
const rounded = (x: number, parts: number) => Math.round(x * parts) / parts + 0;

const within = (x: number, [least, most]: readonly [number, number]) =>
  Math.min(most, Math.max(least, x));

/** Goes around by some degrees to the right, and up by some. */
export function turned(camera: Camera, right: number, up: number): Camera {
  const around = rounded(camera.azimuth + right, 10);
  return {
    ...camera,
    azimuth: rounded(around - 360 * Math.floor((around + 180) / 360), 10),
    polar: rounded(within(camera.polar - up, POLAR_RANGE), 10),
  };
}

/** Comes nearer by a factor above 1, or goes away by one below. */
export function zoomed(camera: Camera, factor: number): Camera {
  return { ...camera, distance: rounded(within(camera.distance / factor, DISTANCE_RANGE), 100) };
}

/** Where it stands, `[right, up, forwards]`, with the middle at 0. */
export function standing({ azimuth, polar, distance }: Camera): [number, number, number] {
  const [around, down] = [(azimuth * Math.PI) / 180, (polar * Math.PI) / 180];
  const out = distance * Math.sin(down);
  return [out * Math.sin(around), distance * Math.cos(down), out * Math.cos(around)];
}
