// Makes sure that there is a Chromium for the tests: finds one, or installs Debian's package.
import { spawnSync } from 'node:child_process';
import { findChromium } from './findChromium.mjs';

const run = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;

let chromium = findChromium();
if (chromium === null && process.getuid?.() === 0) {
  console.log('No Chromium found: installing the Debian package `chromium` for the browser tests.');
  run('apt-get', 'update') && run('apt-get', 'install', '-y', 'chromium');
  chromium = findChromium();
}
if (chromium === null) {
  console.error(
    'The browser tests need Chromium. Install it (Debian: `sudo apt-get install chromium`), or set CHROMIUM to its path.',
  );
  process.exit(1);
}
console.log(`Chromium for the browser tests: ${chromium}`);
