/** A true link to a lesson, so that it can be copied and opened elsewhere; pressed here, nothing is loaded again. */
import type { MouseEvent, ReactNode } from 'react';
import { usePage, useStores } from '../context';
import { addressOf, type LessonPlace } from '../places';

interface LessonLinkProps {
  /** Null for the list. */
  readonly to: LessonPlace | null;
  /** In place of its words, where these do not say all. */
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function LessonLink({ to, label, className, children }: LessonLinkProps) {
  const { page } = useStores();
  const root = usePage((state) => state.root);
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    scrollTo(0, 0);
    page.setState({ place: 'learn', lesson: to });
  };
  const address = addressOf('learn', '', new URL(location.href), new URL(root), { lesson: to });
  return (
    <a href={address} aria-label={label} className={className} onClick={go}>
      {children}
    </a>
  );
}
