import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptCalendarId } from '#shared/values/ids';
import { KEPT_AS } from '../calendar-file';
import { NotOurs, putFile, removeFile, sweepDrafts, tryPlace } from './file';

const ID = KeptCalendarId.parse('7f0b5a52-1c1e-4c0e-9a5e-0d9a3a8b6c11');
const OTHER = KeptCalendarId.parse('7f0b5a52-1c1e-4c0e-9a5e-0d9a3a8b6c12');
const NAME = 'one.ics';
const text = (id: KeptCalendarId, body: string) => `BEGIN:VCALENDAR\r\n${KEPT_AS}:${id}\r\n${body}\r\n`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file of its own is replaced as a whole by another file, and the same text touches nothing', async () => {
  const path = join(folder, NAME);
  expect(await putFile(folder, NAME, ID, text(ID, 'a'))).toBeNull();
  const before = await stat(path);
  expect(await putFile(folder, NAME, ID, text(ID, 'a'))).toEqual({ writtenAt: before.mtimeMs });
  expect((await stat(path)).ino).toBe(before.ino);
  expect(await putFile(folder, NAME, ID, text(ID, 'b'))).toBeNull();
  expect((await stat(path)).ino).not.toBe(before.ino);
  expect(await readFile(path, 'utf8')).toBe(text(ID, 'b'));
  expect(await readdir(folder)).toEqual([NAME]);
});

test.each([text(OTHER, 'theirs'), 'notes', ''])('a foreign file stays: %j', async (theirs) => {
  const path = join(folder, NAME);
  await writeFile(path, theirs);
  await expect(putFile(folder, NAME, ID, text(ID, 'a'))).rejects.toThrow(NotOurs);
  await expect(tryPlace(folder, NAME, ID)).rejects.toThrow(NotOurs);
  await expect(removeFile(folder, NAME, ID)).rejects.toThrow(NotOurs);
  expect(await readFile(path, 'utf8')).toBe(theirs);
  expect(await readdir(folder)).toEqual([NAME]);
});

test('what a killed program left is swept away, and nothing else', async () => {
  for (const name of [`.${NAME}.1.draft`, `.two.ics.1.draft`, `${NAME}.draft`])
    await writeFile(join(folder, name), '');
  await sweepDrafts(folder, NAME);
  expect((await readdir(folder)).sort()).toEqual(['.two.ics.1.draft', 'one.ics.draft']);
});
