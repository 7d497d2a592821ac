import { randomBytes } from 'node:crypto';
import { safeStorage } from 'electron';
import type { Secrets } from '#electron/platform/ports';
import { openSeal, seal, SEALING_KEY_BYTES } from '#electron/shell/sealing';

/** The system's keyring; where there is none, a key that dies with the process, so nothing sealed is kept. */
export async function keyringSecrets(): Promise<Secrets> {
  if (!(await hasKeyring())) return processSecrets();
  return {
    lasting: true,
    seal: (plain) => safeStorage.encryptStringAsync(plain),
    open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
  };
}

/** Linux without a keyring offers a fixed password, which is no secret. */
async function hasKeyring(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function processSecrets(): Secrets {
  const key = randomBytes(SEALING_KEY_BYTES);
  return {
    lasting: false,
    seal: (plain) => Promise.resolve(seal(key, plain)),
    open: (sealed) => Promise.resolve(sealed).then((bytes) => openSeal(key, bytes)),
  };
}
