/** What parts of the tests need, each had at most once and only when some part asks for it. */
import { migrated } from './app-tools.mjs';
import { ordinaryUserRunner } from './as-ordinary-user.mjs';
import { built } from './build.mjs';
import { startXvfb } from './display.mjs';
import { findElectron } from './electron-program.mjs';
import { offerControl } from './faults-control.mjs';
import { startServers } from './servers.mjs';
import { atEnd } from './shutdown.mjs';
import { testTools } from './test-tools.mjs';

/** @typedef {import('./test-parts.mjs').Need} Need */

/**
 * @param {import('./progress.mjs').Log} log
 * @returns {{ have: (need: Need) => Promise<NodeJS.ProcessEnv> }}  the environment that the need adds
 */
export function testSetup(log) {
  /** @type {Record<Need, () => Promise<NodeJS.ProcessEnv>>} */
  const makers = {
    product: async () => {
      await built('product', log);
      return {};
    },
    compat: async () => {
      await built('compat', log);
      return {};
    },
    servers: async () => {
      const pair = await ownPair('test');
      return {
        CLINIC_TEST_MYSQL_URL: pair.mysqlUrl,
        CLINIC_TEST_MYSQL_ADMIN_URL: pair.mysqlAdminUrl,
        CLINIC_TEST_MYSQL_ROOT_URL: pair.mysqlRootUrl,
        CLINIC_TEST_MONGO_URL: pair.mongoUrl,
      };
    },
    faults: async () => {
      const pair = await ownPair('faults');
      const control = await offerControl(pair);
      atEnd(control.stop);
      return { CLINIC_FAULTS_STATE: control.stateFile };
    },
    benchServers: async () => {
      const pair = await ownPair('bench', '1G');
      return benchEnvironment(pair);
    },
    tools: async () => {
      const { chromium, missing } = await testTools(log);
      if (missing.length > 0) throw new Error(missing.join(' '));
      return { CLINIC_CHROMIUM: chromium };
    },
    electron: async () => {
      await have('tools');
      const electron = await findElectron({ log });
      if (electron === undefined)
        throw new Error('no Electron can be had on this machine; see the lines above');
      const screen = process.platform === 'linux' ? await startXvfb() : undefined;
      if (screen !== undefined) atEnd(screen.stop);
      return {
        CLINIC_ELECTRON: electron.program,
        CLINIC_ELECTRON_KIND: electron.kind,
        CLINIC_ELECTRON_VERSION: electron.version,
        CLINIC_ELECTRON_DIST: electron.distFolder,
        CLINIC_RUN_AS: await ordinaryUserRunner(),
        ...(screen === undefined ? {} : { DISPLAY: screen.display }),
      };
    },
  };

  /** @param {string} instance @param {string} [bufferPool] */
  async function ownPair(instance, bufferPool) {
    const [pair] = await Promise.all([
      startServers({ instance, own: true, fresh: true, log, ...(bufferPool ? { bufferPool } : {}) }).then(
        (servers) => {
          atEnd(servers.stop);
          return servers;
        },
      ),
      have('product'),
    ]);
    await migrated(pair, log);
    return pair;
  }

  /** @type {Map<Need, Promise<NodeJS.ProcessEnv>>} */
  const had = new Map();
  /** @param {Need} need */
  const have = (need) => {
    const known = had.get(need);
    if (known !== undefined) return known;
    const made = makers[need]();
    had.set(need, made);
    return made;
  };
  return { have };
}

/**
 * How a bench finds its servers: the names that tests use, so that both share their helpers.
 * @param {import('./servers.mjs').Servers} pair
 * @returns {NodeJS.ProcessEnv}
 */
export const benchEnvironment = (pair) => ({
  CLINIC_TEST_MYSQL_URL: pair.mysqlUrl,
  CLINIC_TEST_MYSQL_ADMIN_URL: pair.mysqlAdminUrl,
  CLINIC_TEST_MYSQL_ROOT_URL: pair.mysqlRootUrl,
  CLINIC_TEST_MONGO_URL: pair.mongoUrl,
});

/** The environment of every test: no address of anybody else's servers is in it. */
export function testEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env))
    if (name.startsWith('CLINIC_') && name !== 'CLINIC_PROGRAMS') delete env[name];
  // The colours of a terminal would be letters in a log.
  delete env.FORCE_COLOR;
  return { ...env, NO_COLOR: '1' };
}
