/** An experiment and how it is looked at as the fragment of a web address: what differs from the defaults. */
import { completed, experimentErrors, parseExperiment, type Experiment } from './experiment';
import { documentIn, isFields, leavesOf, withLists, type Fields } from './fragment';
import { parseView, USUAL_VIEW, viewErrors, viewWithout, type View } from './view';

/** The document as short as it can be: every field is left out that takes its default. */
export function withoutDefaults(experiment: Experiment): unknown {
  const wanted = JSON.stringify(experiment);
  const isSame = (document: unknown) =>
    Object.keys(experimentErrors(document)).length === 0 &&
    JSON.stringify(parseExperiment(document)) === wanted;

  /** @param within puts the part in its place in the whole */
  const shortened = (part: unknown, within: (part: unknown) => unknown): unknown => {
    if (Array.isArray(part)) {
      let items: readonly unknown[] = part;
      for (const i of part.keys())
        items = items.with(
          i,
          shortened(items[i], (item) => within(items.with(i, item))),
        );
      return items;
    }
    if (!isFields(part)) return part;
    let kept = part;
    for (const key of Object.keys(part)) {
      const { [key]: value, ...others } = kept;
      if (isSame(within(others))) kept = others;
      else
        kept = {
          ...others,
          [key]: shortened(value, (inner) => within({ ...others, [key]: inner })),
        };
    }
    return kept;
  };
  return shortened(experiment, (document) => document);
}

const shortest = new WeakMap<
  Experiment,
  { readonly version: unknown; readonly leaves: string[] }
>();

/** The settings of {@link withoutDefaults} as an address has them; made once, as the slider asks for them again and again. */
function settingsOf(experiment: Experiment) {
  const known = shortest.get(experiment);
  if (known !== undefined) return known;
  const { version, ...fields } = withoutDefaults(experiment) as Fields;
  const made = { version, leaves: leavesOf(fields, '') };
  shortest.set(experiment, made);
  return made;
}

/**
 * `network.hidden=512,512&training.epochs=5&view.alpha=0.35&version=3`; empty where there is nothing to say.
 *
 * @param experiment null where the address names it elsewhere
 * @param view what differs from `base` is said
 */
export function toFragment(
  experiment: Experiment | null,
  view: View = USUAL_VIEW,
  base: View = USUAL_VIEW,
): string {
  const { version, leaves } =
    experiment === null ? { version: null, leaves: [] } : settingsOf(experiment);
  const seen = viewWithout(view, base);
  const looks = Object.keys(seen).length === 0 ? [] : leavesOf({ view: seen }, '');
  if (leaves.length + looks.length === 0) return '';
  // The version stands last, so that no mark of a list ends an address in running text.
  const last = experiment === null ? [] : [`version=${String(version)}`];
  return [...leaves, ...looks, ...last].join('&');
}

/** What an address says. */
export interface Addressed {
  /** Null where it says nothing of one. */
  readonly experiment: Experiment | null;
  /** What it says of the view; nothing where that is refused. */
  readonly view: Partial<View>;
  /** Why its view is not used, for a person; null where it is. */
  readonly viewRefused: string | null;
}

/** @throws RangeError that says what is wrong with the experiment, for a person */
export function readFragment(fragment: string): Addressed {
  const { view = {}, ...document } = documentIn(fragment);
  return {
    experiment: Object.keys(document).length === 0 ? null : experimentOf(document),
    ...lookOf(view),
  };
}

/** The experiment of an address, with defaults for what it does not say. @throws RangeError as {@link readFragment} */
export const fromFragment = (fragment: string): Experiment =>
  readFragment(fragment).experiment ?? experimentOf({});

function experimentOf(document: Fields): Experiment {
  const whole = withLists(completed(document), experimentErrors);
  const [wrong] = Object.entries(experimentErrors(whole));
  if (wrong !== undefined) throw new RangeError(`${wrong[0]}: ${wrong[1]}`);
  return parseExperiment(whole);
}

function lookOf(view: unknown): Pick<Addressed, 'view' | 'viewRefused'> {
  const whole = withLists(view, viewErrors);
  const [wrong] = Object.entries(viewErrors(whole));
  if (wrong !== undefined)
    return {
      view: {},
      viewRefused: `${['view', wrong[0]].filter(Boolean).join('.')}: ${wrong[1]}`,
    };
  const given = isFields(whole) ? Object.keys(whole) : [];
  const parsed = Object.entries(parseView(whole as Partial<View>));
  return {
    view: Object.fromEntries(parsed.filter(([field]) => given.includes(field))),
    viewRefused: null,
  };
}
