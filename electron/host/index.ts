import { join, resolve } from 'node:path';
import { readArguments } from './arguments';
import { openInBrowser } from './browser';
import { errorStreamLog } from './log';
import { browserPaper } from './paper';
import { keyFileSecrets } from './secrets';
import { startHost } from './server';
import { createContainer } from '#electron/container';
import { clockFrom, machineClock } from '#electron/shell/clock';
import { readDeskSettings } from '#electron/shell/desk-settings';
import { oneTimeDownloads } from '#electron/shell/downloads';
import { OneTimeFiles } from '#electron/shell/one-time-files';
import { applicationVersion } from '#electron/shell/version';

const LONGEST_STOP_MS = 5_000;

/** Starts the application behind a browser instead of Electron, until it is told to stop. */
async function main(): Promise<void> {
  const { port, now, open } = readArguments(process.argv.slice(2));
  const dataFolder = resolve(process.env['CLINIC_DATA'] ?? join('.local', 'host'));
  const setup = await readDeskSettings(dataFolder, process.env, applicationVersion);
  if (!setup.ready) {
    throw new Error(
      `Set CLINIC_MYSQL_URL and CLINIC_MONGO_URL, or write them into ${setup.configFile}; missing or wrong: ${setup.wrong.join(', ')}`,
    );
  }
  const files = new OneTimeFiles();
  const container = createContainer(setup.config, {
    clock: now === null ? machineClock : clockFrom(now),
    secrets: await keyFileSecrets(dataFolder),
    paper: browserPaper(files),
    folders: { choose: null },
    downloads: oneTimeDownloads(files, dataFolder, (token) => `/once/${token}`),
    logger: errorStreamLog,
  });
  const built = resolve(import.meta.dirname, '..');
  const host = await startHost({
    port,
    target: container.dispatcher,
    files,
    log: errorStreamLog,
    rendererRoot: join(built, 'renderer'),
    bridgeFile: join(built, 'preload', 'bridge.cjs'),
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // A database that does not answer may not keep the process alive.
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    host
      .stop()
      .then(() => container.stop())
      .then(
        () => process.exit(0),
        (cause: unknown) => {
          errorStreamLog.error('the host did not stop cleanly', cause);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`READY ${host.address}\n`);
  if (open) openInBrowser(host.address);
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the host could not start'}\n`);
  process.exit(1);
});
