// Where Chromium is: $CHROMIUM, or a usual name on the PATH; null when there is none.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  if (process.env.CHROMIUM !== undefined) places.unshift(process.env.CHROMIUM);
  return places.find(runs) ?? null;
}
