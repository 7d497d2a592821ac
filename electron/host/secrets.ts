import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '#electron/platform/ports';

const KEY_FILE = 'host.key';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with AES-256-GCM under a key that only the host's own user may read. */
export async function keyFileSecrets(dataFolder: string): Promise<Secrets> {
  const key = await readOrMakeKey(dataFolder);
  return {
    lasting: true,
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), body]));
    },
    // Async, so that a broken seal is a rejection like every other failure of the port.
    // eslint-disable-next-line @typescript-eslint/require-await
    async open(sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return (
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    },
  };
}

async function readOrMakeKey(dataFolder: string): Promise<Buffer> {
  await mkdir(dataFolder, { recursive: true });
  const path = join(dataFolder, KEY_FILE);
  await writeFile(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  await chmod(path, 0o600);
  const key = await readFile(path);
  if (key.length !== KEY_BYTES) throw new Error(`${path} is not a key; delete it to get a new one`);
  return key;
}
