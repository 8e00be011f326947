/** Name, one line of what this is, engine and colours. */
import { EngineStatus } from './controls/EngineStatus';
import { ThemeSwitch } from './controls/ThemeSwitch';
import { AskNetworks } from './document/AskNetworks';
import { GalleryButton } from './gallery/GalleryButton';
import { OpenButton } from './document/OpenButton';
import { SaveMenu } from './document/SaveMenu';

export function Header() {
  return (
    <header className="header">
      <h1 className="wordmark">
        <svg viewBox="0 0 32 16" aria-hidden="true" focusable="false">
          <circle cx="6" cy="8" r="4.5" />
          <circle cx="26" cy="8" r="4.5" />
          <path d="M10.5 8c3-3.2 8-3.2 11 0" />
        </svg>
        Isthmus
      </h1>
      <p className="tagline">
        Train two networks in your browser, align their neurons, and walk from one to the other
        through weight space.
      </p>
      <div className="document">
        <GalleryButton />
        <OpenButton />
        <SaveMenu />
        <AskNetworks />
      </div>
      <EngineStatus />
      <ThemeSwitch />
    </header>
  );
}
