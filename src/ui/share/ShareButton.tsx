/** Gives what is seen to somebody else: a link, a place in another page, a script. */
import { Popover } from '@base-ui/react/popover';
import { LazyPart } from '../LazyPart';
import { SHARE } from '../parts';

export function ShareButton() {
  return (
    <Popover.Root>
      <Popover.Trigger className="button small primary">Share</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} align="end">
          <Popover.Popup className="popup card share">
            <Popover.Title className="card-title">Share</Popover.Title>
            <LazyPart part={SHARE} of="Share" waiting={<p className="hint">One moment</p>}>
              {({ ShareCard }) => <ShareCard />}
            </LazyPart>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
