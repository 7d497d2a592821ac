import { lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { MOST_WATCHED, type WatchedFile } from '#shared/contract/scan-folder';
import { ruleBroken } from '#shared/errors/app-error';
import { codeOf } from '#electron/platform/disk-trouble';

/** Where files go once they are filed. */
const FILED = 'Filed';
/** A folder of more files is somebody's archive: of the others nothing is told but that they are there. */
const MOST_LOOKED_AT = 1_000;
/** What systems and programs leave for themselves: hidden, half written, or an index of pictures. */
const NOT_FOR_PEOPLE = /^[.~]|^(thumbs\.db|desktop\.ini)$|\.(tmp|temp|part|partial|crdownload)$/i;

export interface Looked {
  readonly files: readonly WatchedFile[];
  readonly more: boolean;
}

async function fileAt(folder: string, name: string): Promise<WatchedFile | null> {
  try {
    // Not of where a link leads to: only what lies in the folder itself was offered.
    const found = await lstat(join(folder, name));
    return found.isFile() ? { name, bytes: found.size, changedAt: found.mtimeMs } : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isSame(one: WatchedFile, other: WatchedFile): boolean {
  return one.name === other.name && one.bytes === other.bytes && one.changedAt === other.changedAt;
}

/** The files of a folder, the oldest first; those that are empty are not written yet. @throws the system's error */
export async function filesIn(folder: string): Promise<Looked> {
  const names = (await readdir(folder)).filter((name) => !NOT_FOR_PEOPLE.test(name)).sort();
  const found = await Promise.all(names.slice(0, MOST_LOOKED_AT).map((name) => fileAt(folder, name)));
  const files = found.filter((file) => file !== null).filter(({ bytes }) => bytes > 0);
  return {
    files: files.sort((a, b) => a.changedAt - b.changedAt || a.name.localeCompare(b.name)),
    more: names.length > MOST_LOOKED_AT,
  };
}

/** What of a look stood there in the look before: a scanner still writes at the others. */
export function settled({ files, more }: Looked, before: Looked): Looked {
  const known = new Map(before.files.map((file) => [file.name, file]));
  const whole = files.filter((file) => {
    const one = known.get(file.name);
    return one !== undefined && isSame(one, file);
  });
  return { files: whole.slice(0, MOST_WATCHED), more: more || whole.length > MOST_WATCHED };
}

/** Where a file lies that is still as it was seen. @throws Refusal where it is gone or another one by now */
export async function pathOf(folder: string, seen: WatchedFile): Promise<string> {
  const now = await fileAt(folder, seen.name);
  if (now === null || !isSame(now, seen)) throw ruleBroken('scan_gone', { name: seen.name });
  return join(folder, seen.name);
}

/** Whether filed files could be put aside in that folder. @throws the system's error */
export async function tryFolder(folder: string): Promise<void> {
  await readdir(folder);
  await mkdir(join(folder, FILED), { recursive: true });
}

/** Moves a file into the subfolder of filed ones, beside others of its name. @throws Refusal as in pathOf */
export async function moveAside(folder: string, seen: WatchedFile): Promise<void> {
  const from = await pathOf(folder, seen);
  const filed = join(folder, FILED);
  await mkdir(filed, { recursive: true });
  await rename(from, join(filed, await freeName(filed, seen.name)));
}

async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set((await readdir(folder)).map((one) => one.toLowerCase()));
  const { name: stem, ext } = parse(name);
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${stem} (${String(count)})${ext}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}
