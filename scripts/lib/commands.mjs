/** Running other programs and finding them on the PATH, the same on every platform. */
import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill()));

/**
 * Runs a program to its end and collects what it said.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>} stdout and stderr together, in order of arrival
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      timeout: options.timeoutMs,
    });
    running.add(child);
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString();
      output += text;
      for (const line of text.split(/[\r\n]+/)) if (line.trim() !== '') options.onLine?.(line.trim());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      if (signal) output += `\nended by ${signal}`;
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Like `run`, but a failure is thrown with the last thing the program said.
 * @param {Parameters<typeof run>} parameters
 */
export async function runOrThrow(...parameters) {
  const { code, output } = await run(...parameters);
  if (code !== 0) {
    const said = output.trim().split('\n').slice(-3).join(' | ');
    throw new Error(`${parameters[0]} ended with ${code}: ${said}`);
  }
  return output;
}

const windows = process.platform === 'win32';
const endings = windows ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
// An ordinary user's PATH on Linux often lacks the folders where servers are installed.
const furtherFolders = windows ? [] : ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/mysql/bin'];

/**
 * The full path of a program, or undefined.
 * @param {string} name
 */
export async function findOnPath(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...furtherFolders];
  for (const folder of folders) {
    for (const ending of endings) {
      const candidate = join(folder, name + ending);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

/** @param {string} file */
export async function isExecutable(file) {
  try {
    await access(file, windows ? constants.F_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
