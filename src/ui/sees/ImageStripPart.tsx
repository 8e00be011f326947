/** The strip of test images, fetched after the first script. */
import { LazyPart } from '../LazyPart';
import { STRIP } from '../parts';

export function ImageStripPart() {
  return (
    <LazyPart part={STRIP} of="The strip of test images" waiting={<div className="strip" />}>
      {({ default: ImageStrip }) => <ImageStrip />}
    </LazyPart>
  );
}
