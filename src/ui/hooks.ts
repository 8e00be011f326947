/** Small hooks that several views share. */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';

/**
 * An element's width in whole pixels, 0 before it is laid out.
 *
 * @param whole the nearest, where pictures beside each other are to be equal; none that is too wide by default
 */
export function useWidth<E extends HTMLElement>(
  whole: (width: number) => number = Math.floor,
): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    // The observer answers after the first frame, in which what is drawn by its width would be missing.
    setWidth(whole(element.clientWidth));
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(whole(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [whole]);
  return [ref, width];
}

/** The value, but not more often than every `wait` milliseconds; the last one always arrives. */
export function useThrottled<Value>(value: Value, wait: number): Value {
  const [shown, setShown] = useState(value);
  const last = useRef(-Infinity);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        setShown(value);
      },
      Math.max(0, wait - (performance.now() - last.current)),
    );
    return () => clearTimeout(timer);
  }, [value, wait]);
  return shown;
}

/** The last value that has stayed the same for `wait` milliseconds. */
export function useSettled<Value>(value: Value, wait: number): Value {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}

/** True once `value` has been true for `wait` milliseconds. */
export function useLasting(value: boolean, wait: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setLasting(true), wait);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [value, wait]);
  return value && lasting;
}

/** True while a CSS media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** The same list as before while its items are the same. */
export function useStable<Item>(list: readonly Item[]): readonly Item[] {
  const [kept, keep] = useState(list);
  const same = kept.length === list.length && kept.every((item, i) => item === list[i]);
  if (!same) keep(list);
  return same ? kept : list;
}
