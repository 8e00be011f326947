/** One picture with its slider, within another page. */
import { useState, type ReactNode } from 'react';
import type { TabName } from '../../pipeline/tabs';
import { Guard } from '../Boundary';
import { useWorkspace } from '../context';
import { Notices } from '../controls/Notices';
import { measureOf } from '../draw/along';
import { RunStrip } from '../explorer/RunStrip';
import { withQuery, type Embedded } from '../mode';
import { MAIN_ID } from '../places';
import { ShownTab } from '../tabs/StageTabs';
import { usePaths } from '../views/drawnPaths';
import { Interpolation } from '../views/Interpolation';
import { PathReadout } from '../views/PathReadout';
import { PathView } from '../views/PathView';
import { PlaneView } from '../views/PlaneView';

const hereInFull = () => withQuery(location.href, [], ['embed', 'present']);

export function Embed({ picture }: { readonly picture: Embedded }) {
  const [link, setLink] = useState(hereInFull);
  const follow = () => setLink(hereInFull());
  return (
    <main id={MAIN_ID} className="embedded" tabIndex={-1}>
      <Notices />
      <Guard of="The picture">{pictureOf(picture)}</Guard>
      <Interpolation />
      <footer className="embed-foot">
        <RunStrip />
        <a href={link} target="_blank" rel="noopener" onPointerEnter={follow} onFocus={follow}>
          Open in Isthmus
        </a>
      </footer>
    </main>
  );
}

function pictureOf(picture: Embedded): ReactNode {
  switch (picture) {
    case 'plane':
      return <PlaneView />;
    case 'line':
      return <PathView />;
    case 'slider':
      return <Reading />;
    default:
      return <ShownTab name={picture satisfies TabName} />;
  }
}

function Reading() {
  const wanted = usePaths();
  const along = useWorkspace(({ view }) => view.along);
  return <PathReadout {...wanted} measure={measureOf(wanted.made, along)} />;
}
