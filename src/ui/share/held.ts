/** What a link holds, in words. */
import { withoutDefaults } from '../../pipeline/address';
import type { Experiment } from '../../pipeline/experiment';
import { USUAL_VIEW, viewWithout, type View } from '../../pipeline/view';
import { alphaText, countedText, countText } from '../format';

/** What each field of a view is called. */
const VIEW_WORDS: Readonly<Record<keyof View, (view: View) => string>> = {
  alpha: ({ alpha }) => `the slider at ${alphaText(alpha)}`,
  measure: ({ measure }) => `the plane by ${measure}`,
  along: () => 'what is drawn along the paths',
  hidden: ({ hidden }) => countedText(hidden.length, 'hidden path'),
  scale: ({ scale }) => `${scale === 'log' ? 'logarithmic' : 'linear'} colours`,
  dimensions: () => 'the plane in three dimensions',
  camera: () => 'where the surface is looked at from',
  tool: ({ tool }) => (tool === 'path' ? 'drawing a path' : 'dragging a curve'),
  drawn: ({ drawn }) => `a path of ${countedText(drawn.length / 2, 'bend')}`,
  control: () => 'a control point',
  gridPath: () => 'the best path on the grid',
  tab: () => 'the open tab',
};

const isField = (name: string): name is keyof View => name in VIEW_WORDS;

/** Fields that differ from their defaults. */
function changesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + changesIn(inner), 0);
}

/**
 * One sentence on the experiment, one on the view, and one on what a link cannot hold.
 *
 * @param landscape the finished one that is shown, which the address names; null for none
 */
export function heldText(
  experiment: Experiment,
  view: View,
  landscape: string | null = null,
): readonly string[] {
  // Its version differs always.
  const changes = changesIn(withoutDefaults(experiment)) - 1;
  const settings =
    changes === 0
      ? 'every setting, all as they are by default'
      : `every setting, ${countText(changes)} of them not as by default`;
  const looks = Object.keys(viewWithout(view, USUAL_VIEW))
    .filter(isField)
    .map((field) => VIEW_WORDS[field](view));
  const files = experiment.networks.flatMap(({ file }) => file?.name ?? []);
  if (landscape !== null)
    return [
      `The link names this finished landscape, which opens at once${looks.length === 0 ? '' : `; and holds ${looks.join(', ')}`}.`,
    ];
  return [
    `The link holds ${settings}${looks.length === 0 ? '' : `; and ${looks.join(', ')}`}.`,
    files.length === 0
      ? 'Networks and numbers are computed again by whoever opens it, from the same seeds.'
      : `It names ${files.join(' and ')} with their digests, and does not hold them: send the files along.`,
  ];
}

/** What the link of the gallery holds: the wall as it is filtered, and no landscape. */
export const galleryText = (link: string): readonly string[] => [
  `The link opens the gallery${new URL(link).search === '' ? '' : ', filtered as here'}.`,
  'To share one landscape, open it first: the link then names it.',
];

/** Why nobody else can open a link; nothing where they can. */
export const reachText = (link: string): readonly string[] =>
  /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(link).hostname)
    ? ['This page is served by your own machine, so the link opens nowhere else.']
    : [];
