/** Gives what is seen to somebody else: a link, a place in another page, a script. */
import { PopupButton } from '../controls/PopupButton';
import { LazyPart } from '../LazyPart';
import { SHARE } from '../parts';

export function ShareButton() {
  return (
    <PopupButton className="button small" face="Share" title="Share" cardClassName="share">
      <LazyPart part={SHARE} of="Share" waiting={<p className="hint">One moment</p>}>
        {({ ShareCard }) => <ShareCard />}
      </LazyPart>
    </PopupButton>
  );
}
