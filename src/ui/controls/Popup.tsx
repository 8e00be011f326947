/** The card that a button opens beside it; fetched after the first script ({@link PopupButton}). */
import type { ReactNode } from 'react';
import { Popover } from '@base-ui/react/popover';
import { useTakenFocus, type FallbackState } from './fallbackButton';

export interface PopupProps {
  /** Of the button. */
  readonly className: string;
  /** Accessible name of the button, where its face does not say it. */
  readonly label?: string | undefined;
  /** What hovering the button says. */
  readonly hint?: string | undefined;
  /** What is on the button. */
  readonly face: ReactNode;
  /** Heading of the card. */
  readonly title: ReactNode;
  /** Of the card. */
  readonly cardClassName?: string | undefined;
  readonly children: ReactNode;
}

interface ArrivedProps extends PopupProps {
  readonly fallback: FallbackState;
}

export function Popup({
  className,
  label,
  hint,
  face,
  title,
  cardClassName = '',
  children,
  fallback,
}: ArrivedProps) {
  const trigger = useTakenFocus(fallback.focused);
  return (
    <Popover.Root defaultOpen={fallback.pressed}>
      <Popover.Trigger ref={trigger} className={className} aria-label={label} title={hint}>
        {face}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} align="end">
          <Popover.Popup className={`popup card ${cardClassName}`}>
            <Popover.Title className="card-title">{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
