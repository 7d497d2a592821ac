import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '#electron/platform/ports';
import { openSeal, seal, SEALING_KEY_BYTES } from '#electron/shell/sealing';
import { writeOnce } from '#electron/shell/write-once';

const KEY_FILE = 'host.key';

/** Seals under a key file that only the host's own user may read. */
export async function keyFileSecrets(dataFolder: string): Promise<Secrets> {
  const key = await readOrMakeKey(dataFolder);
  return {
    lasting: true,
    seal: (plain) => Promise.resolve(seal(key, plain)),
    open: (sealed) => Promise.resolve(sealed).then((bytes) => openSeal(key, bytes)),
  };
}

async function readOrMakeKey(dataFolder: string): Promise<Buffer> {
  await mkdir(dataFolder, { recursive: true });
  const path = join(dataFolder, KEY_FILE);
  await writeOnce(path, randomBytes(SEALING_KEY_BYTES));
  await chmod(path, 0o600);
  const key = await readFile(path);
  if (key.length !== SEALING_KEY_BYTES) throw new Error(`${path} is not a key; delete it to get a new one`);
  return key;
}
