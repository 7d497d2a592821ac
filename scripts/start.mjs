/**
 * `npm start [-- --no-open] [-- --port N] [-- --now ISO]`: everything from a bare clone to an open calendar.
 * In Electron where its program and a screen are there, else through the loopback host in the browser.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrated, runTool, serverEnvironment, toolFile } from './lib/app-tools.mjs';
import { openInBrowser } from './lib/browser.mjs';
import { built } from './lib/build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { findElectron } from './lib/electron-program.mjs';
import { exists } from './lib/files.mjs';
import { installed } from './lib/install.mjs';
import { local, root } from './lib/paths.mjs';
import { log, seconds } from './lib/progress.mjs';
import { sampleNote, startServers } from './lib/servers.mjs';
import { atEnd, leave, main } from './lib/shutdown.mjs';
import { keep } from './lib/supervise.mjs';

const started = Date.now();
const { values: wishes } = parseArgs({
  options: {
    'no-open': { type: 'boolean', default: false },
    port: { type: 'string' },
    now: { type: 'string' },
  },
});

await main(async () => {
  await installed(log);
  // A chosen port, a set clock or a closed browser are wishes about the host.
  const wantsHost = wishes['no-open'] || wishes.port !== undefined || wishes.now !== undefined;
  const [servers, , electron] = await Promise.all([
    startServers({ instance: 'dev', log }).then((pair) => {
      atEnd(pair.stop);
      return pair;
    }),
    built('product', log),
    wantsHost || !hasDisplay() ? undefined : findElectron({ log, compat: false }),
  ]);
  await migrated(servers, log);
  if (servers.mysqlIsPrivate) await sampleFilled(servers);
  await (electron === undefined ? openHost(servers) : openElectron(electron, servers));
});

/**
 * Asked once for each data folder: a clinic that was filled stays filled, and asking takes a third of a second.
 * @param {import('./lib/servers.mjs').Servers} servers
 */
async function sampleFilled(servers) {
  const note = join(servers.folder, sampleNote);
  if (await exists(note)) return;
  await runTool('seed', ['--sample'], servers, {
    log,
    label: 'filling the empty database with the sample clinic',
  });
  await writeFile(note, '');
}

/** @param {import('./lib/servers.mjs').Servers} servers */
async function openHost(servers) {
  const args = [
    await toolFile('host'),
    ...(wishes.port === undefined ? [] : ['--port', wishes.port]),
    ...(wishes.now === undefined ? [] : ['--now', wishes.now]),
  ];
  const host = await keep({
    command: process.execPath,
    args,
    cwd: root,
    env: serverEnvironment(servers),
    onLine(line) {
      process.stdout.write(`${line}\n`);
      const address = /^READY (\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      log(`ready after ${seconds(Date.now() - started)}; Ctrl-C stops it`);
      if (!wishes['no-open']) void openInBrowser(address, log);
    },
  });
  atEnd(host.stop);
  await leave(await host.ended);
}

/**
 * @param {import('./lib/electron-program.mjs').Electron} electron
 * @param {import('./lib/servers.mjs').Servers} servers
 */
async function openElectron(electron, servers) {
  const app = await keep({
    command: electron.program,
    args: [root],
    cwd: root,
    env: { CLINIC_ELECTRON_HOME: join(local, 'electron-home'), ...serverEnvironment(servers) },
    onLine: (line) => process.stdout.write(`${line}\n`),
  });
  atEnd(app.stop);
  log(`the clinic opens in its own window after ${seconds(Date.now() - started)}; Ctrl-C stops it`);
  await leave(await app.ended);
}
