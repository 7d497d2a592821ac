import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptCalendarId } from '#shared/values/ids';
import { codeOf } from '#electron/platform/disk-trouble';
import { KEPT_AS } from '../calendar-file';

/** No calendar of ours comes near it, so a larger file is somebody else's and is not read. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A file of that name is there that this calendar did not write. */
export class NotOurs extends Error {}

/** What stands at the path, if it is this calendar's own; null where nothing does. @throws NotOurs */
async function standing(
  path: string,
  id: KeptCalendarId,
): Promise<{ text: string; writtenAt: number } | null> {
  try {
    const file = await stat(path);
    if (!file.isFile() || file.size > MOST_BYTES) throw new NotOurs();
    const text = await readFile(path, 'utf8');
    if (!text.includes(`\r\n${KEPT_AS}:${id}\r\n`)) throw new NotOurs();
    return { text, writtenAt: file.mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Drafts begin with a point and end so; a program that was killed may leave one. */
const DRAFT_END = '.draft';

function draftOf(folder: string, name: string): string {
  return join(folder, `.${name}.${randomUUID()}${DRAFT_END}`);
}

/** Takes away what killed programs left of this calendar. */
export async function sweepDrafts(folder: string, name: string): Promise<void> {
  const left = (await readdir(folder)).filter(
    (one) => one.startsWith(`.${name}.`) && one.endsWith(DRAFT_END),
  );
  await Promise.all(left.map((one) => rm(join(folder, one), { force: true })));
}

async function copyNew(draft: string, path: string): Promise<void> {
  try {
    await copyFile(draft, path, constants.COPYFILE_EXCL);
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? new NotOurs() : error;
  }
}

/** A name that is taken since is left alone, also on disks without links, where the first file is copied. */
async function placeNew(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new NotOurs();
    await copyNew(draft, path);
  }
}

/**
 * Puts the text at its place as a whole, so that a reader finds the old file or the new one and never half; the
 * same text leaves the file untouched. @returns when an untouched file was written, else null
 * @throws NotOurs where a file of that name is not this calendar's
 */
export async function putFile(
  folder: string,
  name: string,
  id: KeptCalendarId,
  text: string,
): Promise<{ writtenAt: number } | null> {
  const path = join(folder, name);
  const there = await standing(path, id);
  if (there?.text === text) return { writtenAt: there.writtenAt };
  const draft = draftOf(folder, name);
  try {
    await writeFile(draft, text, { flag: 'wx', flush: true });
    await (there === null ? placeNew(draft, path) : rename(draft, path));
  } finally {
    await rm(draft, { force: true });
  }
  return null;
}

/** Whether this calendar may begin at its place. @throws NotOurs, or what the system says of the folder */
export async function tryPlace(folder: string, name: string, id: KeptCalendarId): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
  await standing(join(folder, name), id);
  const draft = draftOf(folder, name);
  try {
    await writeFile(draft, '', { flag: 'wx' });
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes the file away. @throws NotOurs, or what the system says: a folder that is away may still hold the file */
export async function removeFile(folder: string, name: string, id: KeptCalendarId): Promise<void> {
  const path = join(folder, name);
  await stat(folder);
  if ((await standing(path, id)) !== null) await rm(path);
}
