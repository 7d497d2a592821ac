import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyFileSecrets } from './secrets';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('opens what it sealed, also after a new start, and seals the same text differently each time', async () => {
  const first = await keyFileSecrets(folder);
  const sealed = await first.seal('नमस्ते 🩺');
  expect(Buffer.from(sealed).toString('utf8')).not.toContain('नमस्ते');
  expect(await (await keyFileSecrets(folder)).open(sealed)).toBe('नमस्ते 🩺');
  expect(Buffer.from(await first.seal('नमस्ते 🩺')).equals(Buffer.from(sealed))).toBe(false);
});

it('refuses what was changed, cut short or sealed by another key', async () => {
  const secrets = await keyFileSecrets(folder);
  const sealed = Buffer.from(await secrets.seal('text'));
  const changed = Buffer.from(sealed);
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
  await expect(secrets.open(changed)).rejects.toThrow();
  await expect(secrets.open(sealed.subarray(0, 20))).rejects.toThrow();
  await writeFile(join(folder, 'host.key'), Buffer.alloc(32, 7));
  await expect((await keyFileSecrets(folder)).open(sealed)).rejects.toThrow();
});

it('keeps its key from other users, also when it lay open before', async () => {
  await writeFile(join(folder, 'host.key'), Buffer.alloc(32, 7), { mode: 0o644 });
  await keyFileSecrets(folder);
  // Windows knows no such modes; there the folder's own rights keep others out.
  const readableByOwner = process.platform === 'win32' ? 0o666 : 0o600;
  expect((await stat(join(folder, 'host.key'))).mode & 0o777).toBe(readableByOwner);
  expect(await readFile(join(folder, 'host.key'))).toHaveLength(32);
});
