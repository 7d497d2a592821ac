/** A screen for programs that need one on a machine without: Xvfb, which picks a free number itself. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath } from './commands.mjs';
import { local } from './paths.mjs';
import { waitUntil } from './ports.mjs';
import { keep } from './supervise.mjs';

const startMs = 15_000;

/** True when a window can be shown to somebody here. */
export const hasDisplay = () =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>}
 */
export async function startXvfb() {
  const command = await findOnPath('Xvfb');
  if (command === undefined) throw new Error('Xvfb is not here (Debian: apt-get install xvfb)');
  await mkdir(local, { recursive: true });
  const logFile = join(local, `xvfb-${process.pid}.log`);
  await rm(logFile, { force: true });
  const kept = await keep({
    command,
    // Open to every local user: the Electron that is shown there does not run as root.
    args: ['-displayfd', '1', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-ac'],
    logFile,
  });
  let number = '';
  const outcome = await waitUntil(
    async () => {
      number = /^(\d+)$/m.exec(await readFile(logFile, 'utf8'))?.[1] ?? '';
      return number !== '';
    },
    { timeoutMs: startMs, ended: kept.ended },
  );
  if (outcome !== 'ready') {
    await kept.stop();
    throw new Error(`Xvfb did not start (${outcome}); see ${logFile}`);
  }
  return {
    display: `:${number}`,
    async stop() {
      await kept.stop();
      await rm(logFile, { force: true });
    },
  };
}
