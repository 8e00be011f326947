/** Keys that go from one step to another. */

/** Also those of the small remote controls that lecturers hold. */
const ACROSS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
};

/** Where nothing is to be scrolled. */
const DOWN: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Whose own keys these are. */
const OPERATED = 'input, textarea, select, canvas, [role=radio], [role=menu], [role=dialog]';

/**
 * How many steps a key goes on; null for one that goes nowhere, or that is what has the focus's own.
 *
 * @param scrolls true where arrows up and down scroll
 */
export function stepsOf(event: KeyboardEvent, scrolls: boolean): number | null {
  if (hasModifier(event)) return null;
  const by = ACROSS[event.key] ?? (scrolls ? undefined : DOWN[event.key]);
  if (by === undefined) return null;
  if (event.target instanceof Element && event.target.closest(OPERATED) !== null) return null;
  return by;
}

/** True of a key that was taken already, or that is a command of the browser. */
export const hasModifier = (event: KeyboardEvent): boolean =>
  event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey;
