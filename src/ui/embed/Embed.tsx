/** One picture with its slider, within another page. */
import { useState, type ReactNode } from 'react';
import { Guard } from '../Boundary';
import { useWorkspace } from '../context';
import { Notices } from '../controls/Notices';
import { measureOf } from '../draw/along';
import { RunStrip } from '../explorer/RunStrip';
import { Explanation } from '../glossary/Explained';
import { withQuery, type Embedded } from '../mode';
import { MAIN_ID } from '../places';
import { ShownTab } from '../tabs/StageTabs';
import { usePaths } from '../views/drawnPaths';
import { Interpolation } from '../views/Interpolation';
import { PathReadout } from '../views/PathReadout';
import { PathView } from '../views/PathView';
import { PlaneView } from '../views/PlaneView';
import '../styles/embed.css';

const hereInFull = () => withQuery(location.href, [], ['embed', 'present']);

export function Embed({ picture }: { readonly picture: Embedded }) {
  const [link, setLink] = useState(hereInFull);
  const follow = () => setLink(hereInFull());
  return (
    <main id={MAIN_ID} className="embedded" tabIndex={-1}>
      <h1 className="visually-hidden">Isthmus</h1>
      <Notices />
      <Guard of="The picture">{pictureOf(picture)}</Guard>
      <Interpolation />
      <footer className="embed-foot">
        <RunStrip />
        <a href={link} target="_blank" rel="noopener" onPointerEnter={follow} onFocus={follow}>
          Open in Isthmus
        </a>
      </footer>
      <Explanation />
    </main>
  );
}

function pictureOf(picture: Embedded): ReactNode {
  if (picture === 'plane') return <PlaneView />;
  if (picture === 'line') return <PathView />;
  if (picture === 'slider') return <Reading />;
  return <ShownTab name={picture} />;
}

function Reading() {
  const wanted = usePaths();
  const along = useWorkspace(({ view }) => view.along);
  return <PathReadout {...wanted} measure={measureOf(wanted.made, along)} />;
}
