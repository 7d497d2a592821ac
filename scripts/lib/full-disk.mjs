/**
 * A full disk for one server: from a given size on its files may not grow, whatever room there is. The kernel tells a
 * program that tries by a signal, which would end it; heedless of that it gets an error, as from a disk without room.
 */
import { runOrThrow } from './commands.mjs';

/** @param {string} command @param {string[]} args */
export const heedless = (command, args) =>
  process.platform === 'linux'
    ? { command: 'sh', args: ['-c', 'trap "" XFSZ; exec "$@"', 'sh', command, ...args] }
    : { command, args };

/**
 * @param {number | undefined} pid
 * @param {string} bytes  the size; `unlimited` gives the room back
 */
export async function limitFiles(pid, bytes) {
  if (pid === undefined) throw new Error('that server is not a private one of this project');
  if (process.platform !== 'linux') throw new Error('a full disk is made on Linux only');
  // The soft limit alone: it can be raised again by anybody.
  await runOrThrow('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}
