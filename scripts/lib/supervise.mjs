/** Starting a program under its keeper (keeper.mjs), so that it never outlives the script that wants it. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { graceMs, stopProcess } from './processes.mjs';

const keeperFile = fileURLToPath(new URL('./keeper.mjs', import.meta.url));

/**
 * @typedef {object} Kept
 * @property {number} pid        the program's own process
 * @property {Promise<number>} ended  settles when it is gone, with its exit code
 * @property {() => Promise<void>} stop  asks politely, then insists
 */

/**
 * @typedef {object} Spec
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {string} [logFile]   where its output goes; without one the lines go to `onLine` and stderr is shown
 * @property {(line: string) => void} [onLine]
 * @property {boolean} [detached] outlives the script; needs a log file
 */

/**
 * @param {Spec} spec
 * @returns {Promise<Kept>}
 */
export function keep(spec) {
  const { onLine, env = process.env, detached = false, ...rest } = spec;
  const keeper = spawn(process.execPath, [keeperFile, JSON.stringify({ ...rest, detached, graceMs })], {
    stdio: [detached ? 'ignore' : 'pipe', onLine ? 'pipe' : 'ignore', onLine ? 'inherit' : 'ignore', 'pipe'],
    env,
    detached: true,
    windowsHide: true,
  });
  if (onLine && keeper.stdout) createInterface({ input: keeper.stdout }).on('line', onLine);
  if (detached) keeper.unref();
  const messages = /** @type {import('node:net').Socket} */ (keeper.stdio[3]);
  return new Promise((resolve, reject) => {
    /** @type {(code: number) => void} */
    let end = () => undefined;
    const ended = new Promise((settle) => (end = settle));
    let code = 1;
    keeper.once('error', reject);
    keeper.once('exit', () => {
      reject(new Error(`the keeper of ${spec.command} ended before it began`));
      end(code);
    });
    const lines = createInterface({ input: messages });
    lines.on('line', (line) => {
      const message = JSON.parse(line);
      if (message.error) reject(new Error(message.error));
      if (message.exit !== undefined) code = message.exit;
      if (message.pid === undefined) return;
      if (detached) {
        lines.close();
        messages.destroy();
      }
      resolve({ pid: message.pid, ended, stop: () => stopProcess(message.pid) });
    });
  });
}
