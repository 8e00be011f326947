/** The command line: finds the command, runs it, and prints what it answers or one line of what went wrong. */
import { version } from '../../package.json';
import type { Command, Output, Surroundings } from './command';
import { assign } from './commands/assign';
import { curve } from './commands/curve';
import { evaluate } from './commands/evaluate';
import { interpolate } from './commands/interpolate';
import { match } from './commands/match';
import { open } from './commands/open';
import { run } from './commands/run';
import { shuffle } from './commands/shuffle';
import { sweep } from './commands/sweep';
import { tableOf } from './commands/table';
import { parseOptions } from './options';
import { exitCodeOf, InputError } from './problem';
import { statusLine } from './progress';
import { table } from './table';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['evaluate', evaluate],
  ['match', match],
  ['interpolate', interpolate],
  ['curve', curve],
  ['shuffle', shuffle],
  ['assign', assign],
  ['run', run],
  ['sweep', sweep],
  ['table', tableOf],
  ['open', open],
]);

const HELP: readonly string[] = ['--help', '-h', 'help'];

/**
 * @param words after the program's name
 * @param root folder of the program
 * @returns the exit code: 0, 2 for what the user can put right, 1 for all else
 */
export async function main(words: readonly string[], root: URL): Promise<0 | 1 | 2> {
  const status = statusLine(process.stderr);
  const say = (error: unknown): 1 | 2 => {
    const code = exitCodeOf(error);
    const said = error instanceof Error ? (code === 1 ? error.stack : error.message) : error;
    process.stderr.write(`isthmus: ${String(said)}\n`);
    return code;
  };
  try {
    const { text, trouble } = await answer(words, {
      root,
      progress: status.show,
      note: status.note,
    });
    status.clear();
    process.stdout.write(`${text}\n`);
    return trouble === undefined ? 0 : say(trouble);
  } catch (error) {
    status.clear();
    return say(error);
  }
}

async function answer(
  [name, ...words]: readonly string[],
  surroundings: Surroundings,
): Promise<Pick<Output, 'text' | 'trouble'>> {
  if (name === '--version') return { text: version };
  if (name === 'help' && words.length > 0) return answer([...words, '--help'], surroundings);
  if (name !== undefined && HELP.includes(name)) return { text: help() };
  const command = COMMANDS.get(name ?? '');
  if (name === undefined || command === undefined)
    throw new InputError(
      `Expected a command (${[...COMMANDS.keys()].join(', ')}), got ${name ?? 'none'}; --help says more.`,
    );
  const { given, flags } = parseOptions(
    command.options,
    words.map((word) => (word === '-h' ? '--help' : word)),
  );
  if (flags.help) return { text: helpOf(name, command) };
  const { json, text, trouble } = await command.run(given, surroundings);
  return { text: flags.json ? JSON.stringify(json) : text, trouble };
}

function help(): string {
  return [
    `Isthmus ${version}: the weight space of neural networks, from a terminal.`,
    '',
    table([...COMMANDS].map(([name, { usage, about }]) => [`  ${name} ${usage}`, about])),
    '',
    'isthmus COMMAND --help lists its options; --json prints one JSON object; --version.',
    'Weights files are safetensors, .pth of PyTorch (.pt, .ckpt), or .npz of NumPy.',
  ].join('\n');
}

function helpOf(name: string, { usage, about, options }: Command): string {
  const rows = [
    ...Object.entries(options).map(([option, { value, about }]) => [
      value === null ? `--${option}` : `--${option} ${value}`,
      about,
    ]),
    ['--json', 'print one JSON object'],
  ];
  const lines = rows.map(([option, text]) => `  ${option ?? ''}\n      ${text ?? ''}`);
  return [`isthmus ${name} ${usage} [options]`, about, '', ...lines].join('\n');
}
