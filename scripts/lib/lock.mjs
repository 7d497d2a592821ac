/** One process at a time, by a file; a lock whose process is gone, or that is older than any work, does not count. */
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { waitUntil } from './ports.mjs';
import { isAlive } from './processes.mjs';

const oldestMs = 15 * 60_000;

/** The process that holds the lock, or undefined. @param {string} file */
export async function lockHolder(file) {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  return holder && isAlive(holder) ? holder : undefined;
}

/**
 * Does the work while nobody else holds the lock.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await mkdir(dirname(file), { recursive: true });
  const tryOnce = async () => {
    try {
      const lockFile = await open(file, 'wx');
      await lockFile.writeFile(String(process.pid));
      await lockFile.close();
      return true;
    } catch {
      const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Date.now());
      const abandoned = age > 1_000 && (await lockHolder(file)) === undefined;
      if (abandoned || age > oldestMs) await rm(file, { force: true });
      return false;
    }
  };
  if ((await waitUntil(tryOnce, { timeoutMs: oldestMs })) !== 'ready') {
    throw new Error(`another process has held ${file} for too long`);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
