/**
 * Whether what takes minutes is repeated in full: engines that are slow here are held to PyTorch too and not to the
 * oracle alone, the terminal to convolutional networks, and readers to 10,000 broken files each in place of 1,000. So it is
 * in `npm run test:all` and `.ci/run`.
 */
export const thorough = process.env['THOROUGH'] === '1';

/** Broken files of each kind that are read or refused. */
export const BROKEN_FILES = thorough ? 10_000 : 1000;
