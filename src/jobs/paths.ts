/**
 * Every path between two networks: what it is called, who described it, and its number. Settings, stages, figures, files
 * and pictures derive from this table; `science/paths/paths.ts` says how each path is made.
 */
import { MAX_HIDDEN_LAYERS } from '../model/architecture';

interface Words {
  /** Its name everywhere: in tables, figures, pictures and settings. */
  readonly label: string;
  /** The same at the end of a line in a picture. */
  readonly short: string;
  /** What it is in a few words, for beside its name. */
  readonly note: string;
  /** Paper, with year and section. */
  readonly source: string;
}

/** The one number of a curve, a field of the curves' settings. */
interface Size {
  readonly field: string;
  readonly label: string;
  /** One of what it counts. */
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
  /** The networks' layers are its limit too. */
  readonly ofLayers: boolean;
}

interface Line extends Words {
  readonly kind: 'line';
  readonly ends: readonly [start: 'A' | 'pi(A)' | 'A0' | 'pi(A0)', end: 'B' | 'B0'];
  /** The measurement that asks for it; null for what is always measured. */
  readonly measurement: 'repair' | 'initialisations' | null;
}

/** Between ends that are chosen; known at once. */
interface Curve extends Words {
  readonly kind: 'curve';
  /** Within a sentence. */
  readonly phrase: string;
  readonly size: Size | null;
}

/** Between ends that are chosen; its control points are found by descent. */
interface Fitted extends Words {
  readonly kind: 'fitted';
  readonly phrase: string;
  readonly size: Size;
  /** What its control points are called. */
  readonly control: string;
  /** Whether a plane may go through the middle one of them. */
  readonly onPlanes: boolean;
}

/** In the order of every list. */
const TABLE = {
  naive: {
    kind: 'line',
    label: 'Naive',
    short: 'naive',
    note: 'straight from A to B',
    source: 'Frankle et al. 2020, Sec. 2',
    ends: ['A', 'B'],
    measurement: null,
  },
  permuted: {
    kind: 'line',
    label: 'Permuted',
    short: 'permuted',
    note: 'straight from π(A) to B',
    source: 'Benzing et al. 2022, Sec. 2',
    ends: ['pi(A)', 'B'],
    measurement: null,
  },
  'repaired-naive': {
    kind: 'line',
    label: 'Naive, REPAIR',
    short: 'naive, REPAIR',
    note: 'A to B, its units rescaled',
    source: 'Jordan et al. 2023',
    ends: ['A', 'B'],
    measurement: 'repair',
  },
  repaired: {
    kind: 'line',
    label: 'Permuted, REPAIR',
    short: 'REPAIR',
    note: 'π(A) to B, its units rescaled',
    source: 'Jordan et al. 2023',
    ends: ['pi(A)', 'B'],
    measurement: 'repair',
  },
  naive0: {
    kind: 'line',
    label: 'Initial, naive',
    short: 'initial',
    note: 'from A₀ to B₀, before training',
    source: 'Benzing et al. 2022, Fig. 1',
    ends: ['A0', 'B0'],
    measurement: 'initialisations',
  },
  permuted0: {
    kind: 'line',
    label: 'Initial, permuted',
    short: 'initial, π',
    note: 'from π(A₀) to B₀',
    source: 'Benzing et al. 2022, Fig. 1',
    ends: ['pi(A0)', 'B0'],
    measurement: 'initialisations',
  },
  bezier: {
    kind: 'fitted',
    label: 'Bezier',
    short: 'Bezier',
    phrase: 'the Bezier curve',
    note: 'a smooth curve, trained',
    source: 'Garipov et al. 2018, eq. 4',
    size: {
      field: 'controls',
      label: 'Control points',
      unit: 'control point',
      least: 1,
      most: 9,
      usual: 1,
      ofLayers: false,
    },
    control: 'Bezier control',
    onPlanes: true,
  },
  chain: {
    kind: 'fitted',
    label: 'Polygonal chain',
    short: 'chain',
    phrase: 'the polygonal chain',
    note: 'straight pieces, trained bends',
    source: 'Garipov et al. 2018, eq. 3',
    size: {
      field: 'bends',
      label: 'Bends',
      unit: 'bend',
      least: 1,
      most: 9,
      usual: 1,
      ofLayers: false,
    },
    control: 'Chain bend',
    onPlanes: true,
  },
  neb: {
    kind: 'fitted',
    label: 'Nudged elastic band',
    short: 'band',
    phrase: 'the nudged elastic band',
    note: 'pivots relaxed, evenly apart',
    source: 'Draxler et al. 2018, Sec. 3.1',
    size: {
      field: 'pivots',
      label: 'Pivots',
      unit: 'pivot',
      least: 1,
      most: 50,
      usual: 5,
      ofLayers: false,
    },
    control: 'Elastic band pivot',
    onPlanes: false,
  },
  'auto-neb': {
    kind: 'fitted',
    label: 'AutoNEB',
    short: 'AutoNEB',
    phrase: 'AutoNEB',
    note: 'pivots added where it is high',
    source: 'Draxler et al. 2018, Sec. 3.2',
    size: {
      field: 'cycles',
      label: 'Cycles',
      unit: 'cycle',
      least: 1,
      most: 14,
      usual: 4,
      ofLayers: false,
    },
    control: 'AutoNEB pivot',
    onPlanes: false,
  },
  slerp: {
    kind: 'curve',
    label: 'Slerp',
    short: 'slerp',
    phrase: 'slerp',
    note: 'a great arc on a sphere',
    source: 'Shoemake 1985',
    size: null,
  },
  'layer-slerp': {
    kind: 'curve',
    label: 'Slerp by layer',
    short: 'layer slerp',
    phrase: 'slerp by layer',
    note: 'a great arc within each layer',
    source: 'Shoemake 1985',
    size: null,
  },
  'layer-line': {
    kind: 'curve',
    label: 'First layers',
    short: 'first layers',
    phrase: 'the line of the first layers',
    note: 'only they move, the others stay',
    source: 'Adilova et al. 2024',
    size: {
      field: 'layers',
      label: 'Layers',
      unit: 'layer',
      least: 1,
      most: MAX_HIDDEN_LAYERS + 1,
      usual: 1,
      ofLayers: true,
    },
  },
  'layer-steps': {
    kind: 'curve',
    label: 'Layer after layer',
    short: 'layers',
    phrase: 'layer after layer',
    note: 'one moves, then the next',
    source: 'Adilova et al. 2024',
    size: null,
  },
} as const satisfies Readonly<Record<string, Line | Curve | Fitted>>;

type Table = typeof TABLE;
type OfKind<Kind extends Table[PathName]['kind']> = {
  [Name in PathName]: Table[Name]['kind'] extends Kind ? Name : never;
}[PathName];

export type PathName = keyof Table;
export type LineName = OfKind<'line'>;
/** Curves between the two ends, beside the lines. */
export type CurveName = OfKind<'curve' | 'fitted'>;
/** Those that are found by descent. */
export type FittedName = OfKind<'fitted'>;

type Sizes = NonNullable<Table[CurveName]['size']>;
/** A field of the curves' settings that is the number of one curve. */
export type SizeField = Sizes['field'];

type OwnSize = Omit<Size, 'field'> & { readonly field: SizeField };

export const PATHS: Readonly<Record<PathName, Words>> = TABLE;
export const LINES: Readonly<Record<LineName, Line>> = TABLE;
export const CURVES: Readonly<
  Record<CurveName, Words & { readonly phrase: string; readonly size: OwnSize | null }>
> = TABLE;
export const FITTED: Readonly<
  Record<FittedName, Omit<Fitted, 'size'> & { readonly size: OwnSize }>
> = TABLE;

export const isLine = (name: PathName): name is LineName => TABLE[name].kind === 'line';

export const isFitted = (name: PathName): name is FittedName => TABLE[name].kind === 'fitted';

const isCurve = (name: PathName): name is CurveName => !isLine(name);

/** Each place of such a path is a network of its own and no combination of points. */
export const isRepaired = (name: PathName): boolean =>
  isLine(name) && LINES[name].measurement === 'repair';

export const PATH_NAMES = Object.keys(TABLE) as readonly PathName[];
export const LINE_NAMES = PATH_NAMES.filter(isLine);
export const CURVE_NAMES = PATH_NAMES.filter(isCurve);
export const FITTED_NAMES = PATH_NAMES.filter(isFitted);

/** The sizes of the curves that have one, in their order. */
export const SIZES: readonly { readonly of: CurveName; readonly size: OwnSize }[] =
  CURVE_NAMES.flatMap((of) => {
    const { size } = CURVES[of];
    return size === null ? [] : [{ of, size }];
  });

/** The number of a curve in words, for what is wrong with it: `Control points of the Bezier curve`. */
export const sizeText = (of: CurveName, { label }: Pick<Size, 'label'>): string =>
  `${label} of ${CURVES[of].phrase}`;

type ControlName = {
  [Name in FittedName]: Table[Name] extends { readonly onPlanes: true }
    ? Table[Name]['control']
    : never;
}[FittedName];

/** The curve of each control point that a plane may go through, its middle one. */
export const CONTROLS = Object.fromEntries(
  FITTED_NAMES.filter((name) => FITTED[name].onPlanes).map((name) => [FITTED[name].control, name]),
) as Readonly<Record<ControlName, FittedName>>;

const CONTROL_NAMES = Object.keys(CONTROLS) as readonly ControlName[];

/** Control points that a plane may go through, of some curves. */
export const controlsOf = (curves: readonly CurveName[]): readonly ControlName[] =>
  CONTROL_NAMES.filter((name) => curves.includes(CONTROLS[name]));

export const isControl = (point: PointName): point is ControlName => point in CONTROLS;

/** Networks by name: trained, permuted, and before training. */
const NETWORK_POINTS = ['A', 'B', 'pi(A)', 'A0', 'B0', 'pi(A0)'] as const;
export type NetworkPoint = (typeof NETWORK_POINTS)[number];
export type PointName = NetworkPoint | ControlName;

/** Points that a plane can go through. */
export const POINT_NAMES: readonly PointName[] = [...NETWORK_POINTS, ...CONTROL_NAMES];

/** Points of A's architecture, which are not in B's space where the two differ in widths. */
export const POINTS_OF_A: readonly PointName[] = ['A', 'A0', 'pi(A0)'];
