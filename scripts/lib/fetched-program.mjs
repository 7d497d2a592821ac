/** Copies of server programs fetched before: a small note in each folder says that it is whole and how to run it. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, readJson, writeJson } from './files.mjs';
import { programsFolder } from './paths.mjs';

const note = 'program.json';

/**
 * The newest copy of a kind (`mysql`, `mongodb`), or a thrown reason.
 * @param {string} kind
 * @returns {Promise<import('./server-routes.mjs').Program>}
 */
export async function fetchedBefore(kind) {
  const folders = await readdir(programsFolder()).catch(() => []);
  for (const folder of folders
    .filter((name) => name.startsWith(`${kind}-`))
    .sort()
    .reverse()) {
    const at = join(programsFolder(), folder);
    const program = await readJson(join(at, note));
    if (program !== undefined) return fromNote(program, at);
  }
  throw new Error('nothing was fetched before');
}

/**
 * Fetches into a draft folder and gives it its name only when it is whole.
 * @param {string} folderName
 * @param {(draft: string) => Promise<import('./server-routes.mjs').Program>} fetch  answers with paths under `draft`
 */
export async function fetchOnce(folderName, fetch) {
  const final = join(programsFolder(), folderName);
  const draft = `${final}.draft-${process.pid}`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    const program = await fetch(draft);
    await writeJson(join(draft, note), toNote(program, draft));
    if (await exists(final)) await rm(final, { recursive: true, force: true });
    await rename(draft, final);
    return fromNote(await readJson(join(final, note)), final);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

// The folder may be moved or shared, so the note holds no place of its own.
const here = '{here}';

/** @param {import('./server-routes.mjs').Program} program @param {string} folder */
const toNote = (program, folder) => mapTexts(program, (text) => text.replaceAll(folder, here));

/** @param {any} program @param {string} folder @returns {import('./server-routes.mjs').Program} */
const fromNote = (program, folder) => mapTexts(program, (text) => text.replaceAll(here, folder));

/** @param {any} program @param {(text: string) => string} change */
const mapTexts = (program, change) => ({
  command: change(program.command),
  prefix: program.prefix.map(change),
  options: program.options.map(change),
  version: program.version,
});
