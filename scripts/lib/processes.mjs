/** What is known of other processes by their number, and ending them. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { run } from './commands.mjs';
import { waitUntil } from './ports.mjs';

export const graceMs = 15_000;

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isEndedButUnread(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** In a container nobody may collect what orphans leave behind; such a process is gone all the same. @param {number} pid */
function isEndedButUnread(pid) {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/**
 * True when the process lives and its command line holds the text: a number alone may have been given to another
 * program since it was written down.
 * @param {number | undefined} pid
 * @param {string} text  such as the folder it was started on
 */
export async function isRunning(pid, text) {
  if (!pid || !isAlive(pid)) return false;
  return (await commandLine(pid)).includes(text);
}

/** The whole command of a process as text, empty when it cannot be had. @param {number} pid */
export async function commandLine(pid) {
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

/** The process above another one; 0 when it cannot be told. @param {number} pid */
export async function parentOf(pid) {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return Number(/\) \S (\d+)/.exec(stat)?.[1] ?? 0);
  }
  const query =
    process.platform === 'win32'
      ? run('powershell', [
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").ParentProcessId`,
        ])
      : run('ps', ['-o', 'ppid=', '-p', String(pid)]);
  return Number((await query.catch(() => ({ output: '0' }))).output) || 0;
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
