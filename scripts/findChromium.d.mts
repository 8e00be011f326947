/** Path of a Chromium to test with: `$CHROMIUM` or a usual name on the PATH; null when there is none. */
export function findChromium(): string | null;
