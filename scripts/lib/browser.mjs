/** Opening an address in the person's own browser. */
import { spawn } from 'node:child_process';
import { findOnPath } from './commands.mjs';
import { hasDisplay } from './display.mjs';

/**
 * @param {string} address
 * @param {import('./progress.mjs').Log} log
 */
export async function openInBrowser(address, log) {
  const [command, ...first] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : [process.platform === 'darwin' ? 'open' : 'xdg-open'];
  if (!hasDisplay() || command === undefined || !(await findOnPath(command))) {
    log('open that address in a browser on this machine');
    return;
  }
  const opener = spawn(command, [...first, address], { stdio: 'ignore', detached: true, windowsHide: true });
  opener.once('error', () => log('open that address in a browser on this machine'));
  opener.unref();
}
