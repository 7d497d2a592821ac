/** Starting a server under its keeper, and everything about processes that other scripts need to know. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { run } from './commands.mjs';
import { waitUntil } from './ports.mjs';

const keeperFile = fileURLToPath(new URL('./keeper.mjs', import.meta.url));
const graceMs = 15_000;

/**
 * @typedef {object} Kept
 * @property {number} pid        the server's own process
 * @property {number} keeperPid
 * @property {Promise<void>} ended  settles when the server is gone
 * @property {() => Promise<void>} stop  asks politely, then insists
 */

/**
 * Starts a program under a keeper.
 * @param {{ command: string, args: string[], env?: Record<string, string>, logFile: string, detached?: boolean }} spec
 * @returns {Promise<Kept>}
 */
export function keep(spec) {
  const detached = spec.detached ?? false;
  const keeper = spawn(process.execPath, [keeperFile, JSON.stringify({ ...spec, detached, graceMs })], {
    stdio: [detached ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  if (detached) keeper.unref();
  const ended = new Promise((resolve) => keeper.once('exit', () => resolve(undefined)));
  return new Promise((resolve, reject) => {
    keeper.once('error', reject);
    keeper.once('exit', () => reject(new Error('the keeper ended before its server began')));
    const lines = createInterface({ input: keeper.stdout });
    lines.once('line', (line) => {
      const { pid, error } = JSON.parse(line);
      if (error) return reject(new Error(error));
      if (detached) {
        lines.close();
        keeper.stdout.destroy();
      }
      const keeperPid = keeper.pid ?? 0;
      resolve({ pid, keeperPid, ended, stop: () => stopProcess(pid) });
    });
  });
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * True when the process lives and its command line names the folder: a pid alone may have been given to another
 * program since it was written down.
 * @param {number | undefined} pid
 * @param {string} folder
 */
export async function isOurs(pid, folder) {
  if (!pid || !isAlive(pid)) return false;
  return (await commandLine(pid)).includes(folder);
}

/** @param {number} pid */
async function commandLine(pid) {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  }
  const query =
    process.platform === 'win32'
      ? run('powershell', [
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
        ])
      : run('ps', ['-o', 'command=', '-ww', '-p', String(pid)]);
  return (await query.catch(() => ({ output: '' }))).output;
}

/**
 * Ends a process: SIGTERM first, SIGKILL when it will not go.
 * @param {number} pid
 */
export async function stopProcess(pid) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    if (!isAlive(pid)) return;
    try {
      // A process that a test has frozen hears nothing before it is woken.
      if (process.platform !== 'win32') process.kill(pid, 'SIGCONT');
      process.kill(pid, signal);
    } catch {
      return;
    }
    const gone = await waitUntil(async () => !isAlive(pid), { timeoutMs: graceMs });
    if (gone === 'ready') return;
  }
}
