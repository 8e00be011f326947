/** Compiles the command line to `dist-cli/` where the sources are newer than what is there. */
export function compileCli(): Promise<void>;
