#!/usr/bin/env node
// Isthmus in a terminal. In a clone it is compiled first where the sources are newer.
import { compileCli } from '../scripts/cli.mjs';

await compileCli();
const { main } = await import('../dist-cli/main.js');
process.exitCode = await main(process.argv.slice(2), new URL('..', import.meta.url));
