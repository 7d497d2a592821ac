import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { WatchedFile } from '#shared/contract/scan-folder';
import { consulting } from '#test/integration/consultation/support';
import {
  type DownloadTray,
  type TestDesk,
  type TestWindow,
  downloadTray,
  openDesk,
} from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { untilTold } from '#test/support/told';
import { MONDAY } from '#test/support/visits';

let one: OneDesk;
let desk: TestDesk;
let tray: DownloadTray;
let doctor: TestWindow;
let folders: string;
let folder: string;
const deskId = randomUUID();

beforeAll(async () => {
  one = await oneDesk(MONDAY, { meena: 'staff' });
  folders = await mkdtemp(join(tmpdir(), 'scans-'));
  await start();
});
afterAll(async () => {
  await desk.stop();
  await one.close();
  await rm(folders, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(folders, 'one-'));
  await doctor.ok('scanFolder.start', { folder });
});
afterEach(async () => {
  await doctor.ok('scanFolder.stop', {});
});

async function start(): Promise<void> {
  tray = downloadTray();
  desk = await openDesk(one.database, { now: MONDAY, deskId, downloads: tray });
  ({ doctor } = await consulting(one.clinic, (name) => desk.signedIn(name)));
}

const scan = (name: string, text = `%PDF-1.7 ${name}`) => writeFile(join(folder, name), text);
const lying = async () => (await doctor.ok('scanFolder.get', {})).files;

async function seen(...names: string[]): Promise<WatchedFile[]> {
  let files: WatchedFile[] = [];
  await untilTold(doctor, async () => {
    files = await lying();
    return files.map(({ name }) => name).join() === names.join();
  });
  return files;
}

async function only(name: string): Promise<WatchedFile> {
  const [file] = await seen(name);
  if (file === undefined) throw new Error(`${name} was not seen`);
  return file;
}

describe('the scanner’s folder', () => {
  it('tells what lies there whole, the oldest first; what programs leave for themselves and links are nothing', async () => {
    await scan('b.pdf');
    await seen('b.pdf');
    await mkdir(join(folder, 'more'));
    await symlink('/etc/hostname', join(folder, 'link.pdf'));
    await Promise.all(['Thumbs.db', '.hidden.pdf', '~half.pdf', 'half.part'].map((name) => scan(name)));
    await scan('empty.pdf', '');
    await scan('a.pdf');
    const files = await seen('b.pdf', 'a.pdf');
    expect(files[0]?.bytes).toBe('%PDF-1.7 b.pdf'.length);
  });

  it('does not tell a file that still grows', async () => {
    let text = '%PDF';
    const grows = setInterval(() => {
      text += '.';
      void scan('slow.pdf', text);
    }, 100);
    await scan('whole.pdf');
    await seen('whole.pdf');
    clearInterval(grows);
    expect((await seen('whole.pdf', 'slow.pdf'))[1]?.bytes).toBe(text.length);
  });

  it('gives a file out, and moves it aside beside others of its name', async () => {
    for (const text of ['the first', 'the second']) {
      await scan('sheet.pdf', text);
      const file = await only('sheet.pdf');
      const { url } = await doctor.ok('scanFolder.open', file);
      const offered = tray.offered.get(url);
      expect(offered).toMatchObject({ body: { path: join(folder, 'sheet.pdf') }, fileName: 'sheet.pdf' });
      await doctor.ok('scanFolder.putAside', file);
      expect(await lying()).toEqual([]);
      expect(await doctor.refused('scanFolder.open', file)).toMatchObject({ rules: [{ rule: 'scan_gone' }] });
    }
    expect((await readdir(join(folder, 'Filed'))).sort()).toEqual(['sheet (2).pdf', 'sheet.pdf']);
    expect(await readFile(join(folder, 'Filed', 'sheet (2).pdf'), 'utf8')).toBe('the second');
  });

  it('moves nothing that has changed since it was read, and nothing that it did not offer', async () => {
    await scan('sheet.pdf');
    const file = await only('sheet.pdf');
    await scan('sheet.pdf', 'another sheet under the same name');
    const gone = { code: 'RULE_VIOLATION', rules: [{ rule: 'scan_gone' }] };
    for (const call of ['scanFolder.open', 'scanFolder.putAside'] as const)
      expect(await doctor.refused(call, file)).toMatchObject(gone);
    await writeFile(join(folders, 'secret.txt'), 'not a scan');
    for (const name of ['../secret.txt', join(folders, 'secret.txt'), 'Filed'])
      expect(await doctor.refused('scanFolder.open', { ...file, name })).toMatchObject(gone);
    expect(await readFile(join(folder, 'sheet.pdf'), 'utf8')).toBe('another sheet under the same name');
  });

  it('that goes is told, and watched again when it is back', async () => {
    const trouble = async () => (await doctor.ok('scanFolder.get', {})).trouble;
    await rename(folder, `${folder}-away`);
    await untilTold(doctor, async () => (await trouble()) === 'folder_gone');
    await rename(`${folder}-away`, folder);
    await scan('sheet.pdf');
    await seen('sheet.pdf');
    expect(await trouble()).toBeNull();
  });

  it('is the desk’s: watched after a start too, no longer once it is stopped, each told in the audit', async () => {
    await scan('sheet.pdf');
    await desk.stop();
    await start();
    await only('sheet.pdf');
    const elsewhere = await openDesk(one.database, { now: MONDAY });
    const { doctor: other } = await consulting(one.clinic, (name) => elsewhere.signedIn(name));
    expect(await other.ok('scanFolder.get', {})).toMatchObject({ folder: null, files: [] });
    await elsewhere.stop();
    await doctor.ok('scanFolder.stop', {});
    expect(await doctor.ok('scanFolder.get', {})).toMatchObject({ folder: null, files: [], trouble: null });
    expect(await readdir(folder)).toContain('sheet.pdf');
    expect(
      await one.clinic.count(
        "audit_log WHERE action = 'scanFolder.stop' AND desk_id = ? AND before_json->>'$.folder' = ?",
        [deskId, folder],
      ),
    ).toBe(1);
  });

  it('that is not there, or is named from somewhere, is refused in words', async () => {
    for (const wrong of [join(folder, 'none'), 'relative'])
      expect(await doctor.refused('scanFolder.start', { folder: wrong })).toMatchObject({
        code: 'RULE_VIOLATION',
        rules: [{ rule: 'folder_not_there', params: { folder: wrong } }],
      });
    expect(await doctor.ok('scanFolder.get', {})).toMatchObject({ folder });
  });

  it('is taken from the system’s dialog where there is one', async () => {
    const dialog = await openDesk(one.database, {
      now: MONDAY,
      folders: { choose: () => Promise.resolve(folder) },
    });
    const { doctor: asking } = await consulting(one.clinic, (name) => dialog.signedIn(name));
    const naming = async () => (await asking.ok('scanFolder.get', {})).naming;
    expect(await naming()).toEqual({ by: 'dialog', folder: null });
    expect(await asking.refused('scanFolder.start', { folder })).toMatchObject({
      rules: [{ rule: 'folder_not_there' }],
    });
    await asking.ok('scanFolder.choose', {});
    await untilTold(asking, async () => {
      const now = await naming();
      return now.by === 'dialog' && now.folder === folder;
    });
    await asking.ok('scanFolder.start', { folder });
    expect(await asking.ok('scanFolder.get', {})).toMatchObject({ folder });
    await dialog.stop();
  });
});
