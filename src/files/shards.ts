/** Networks that are saved in several files, their shards, by the names of the files: `model-00001-of-00003.safetensors`. */
import { listed, WeightsFileError } from './tensor';

/** Files that make one network together. */
export interface Parts<File> {
  /** Of the network: its index where there is one, else its first file. */
  readonly name: string;
  readonly files: readonly File[];
}

interface ShardName {
  /** What the names of all shards of a network begin with, and their ending. */
  readonly of: string;
  readonly number: number;
  readonly count: number;
}

const baseOf = (name: string) => name.replace(/^.*[/\\]/, '');

function shardNameOf(name: string): ShardName | null {
  const [, of, number, count, ending] =
    /^(.*)-(\d{1,6})-of-(\d{1,6})(\.[^./\\]*)$/s.exec(name) ?? [];
  if (of === undefined || ending === undefined) return null;
  return { of: `${of}${ending}`, number: Number(number), count: Number(count) };
}

/** Whether a name is that of an index of shards. */
const isIndexName = (name: string) => /\.index\.json$/i.test(name);

/**
 * The files of each network, in the order in which they come.
 *
 * @param files with names that may have folders before them
 * @throws WeightsFileError where one is there twice
 */
export function togetherByName<File extends { readonly name: string }>(
  files: readonly File[],
): Parts<File>[] {
  const networks = new Map<string, File[]>();
  for (const file of files) {
    const shard = shardNameOf(file.name);
    const key =
      shard?.of ?? (isIndexName(file.name) ? file.name.replace(/\.index\.json$/i, '') : null);
    // Files that are no shards are networks of their own, of whatever name.
    const own = key ?? `\0${networks.size}`;
    const group = networks.get(own) ?? [];
    if (group.some(({ name }) => name === file.name) && key !== null)
      throw new WeightsFileError(
        `${file.name}: expected it once, got it twice; give the parts of one network at a time.`,
      );
    networks.set(own, [...group, file]);
  }
  return [...networks.values()].map((group) => {
    const names = group.map(({ name }) => name);
    const name = names.find(isIndexName) ?? [...names].sort()[0] ?? '';
    return { name, files: group };
  });
}

/** Names of the shards that a network has and that are not among its files, where their names say so. */
export function missingShards(names: readonly string[]): string[] {
  const shards = names.flatMap((name) => shardNameOf(name) ?? []);
  const [first] = shards;
  const [example] = names.filter((name) => shardNameOf(name) !== null);
  if (first === undefined || example === undefined || first.count > MOST_SHARDS) return [];
  const there = new Set(shards.map(({ number }) => number));
  return Array.from({ length: first.count }, (_, i) => i + 1)
    .filter((number) => !there.has(number))
    .map((number) =>
      example.replace(
        /-(\d+)(-of-\d+\.[^.]*)$/,
        (_, digits: string, rest: string) =>
          `-${String(number).padStart(digits.length, '0')}${rest}`,
      ),
    );
}

/** Far more than a network of this program has. */
const MOST_SHARDS = 1000;

/**
 * Names of the shards that an index lists.
 *
 * @throws WeightsFileError for JSON that is no index
 */
export function shardsOfIndex(index: unknown): string[] {
  const map =
    typeof index === 'object' && index !== null && 'weight_map' in index ? index.weight_map : null;
  const names: unknown[] =
    typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.values(map) : [];
  const files = names.filter((name) => typeof name === 'string');
  if (files.length === 0 || files.length < names.length)
    throw new WeightsFileError(
      'Expected an index that names the file of each tensor, got another.',
    );
  return [...new Set(files)];
}

/** What an index file lists; null of a file of another kind, which its reader refuses with the cause. */
export function shardsInFile({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): string[] | null {
  if (!isIndexName(name)) return null;
  try {
    return shardsOfIndex(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

/**
 * Holds the files of one network against what their names and their index say.
 *
 * @param names of the files, without the index
 * @param listedByIndex names in the index; null where there is none
 * @throws WeightsFileError that names those that are missing
 */
export function checkWhole(
  names: readonly string[],
  listedByIndex: readonly string[] | null,
): void {
  const there = new Set(names.map(baseOf));
  const missing =
    listedByIndex === null
      ? missingShards(names)
      : listedByIndex.filter((name) => !there.has(baseOf(name)));
  if (missing.length > 0)
    throw new WeightsFileError(
      `Expected all files of one network together, but ${listed(missing.map(baseOf))} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    );
}
