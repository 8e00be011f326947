/** A plain button in the place of one that opens something, until what opens it has arrived. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useArrived, type Part } from '../LazyPart';

/** What became of the plain button. */
export interface FallbackState {
  readonly pressed: boolean;
  /** It had the focus to the last. */
  readonly focused: boolean;
}

/** The module once it has arrived, what became of the plain button before, and the events that it is to have. */
export function useFallbackButton<Module>(part: Part<Module>) {
  const { module, asked, ask } = useArrived(part);
  const [focused, setFocused] = useState(false);
  const fallback: FallbackState = { pressed: asked, focused };
  const events = {
    onClick: ask,
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
  return { module, fallback, events };
}

/** For the button that takes its place: it takes over the focus. */
export function useTakenFocus(focused: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  return button;
}
