/**
 * The pair of servers a script works with. Each instance (`dev`, `test`, `faults`, `bench`) is a MySQL and a MongoDB
 * with a data folder of their own; where the user gave an address, that server is used as it is.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { lockHolder, withLock } from './lock.mjs';
import { mongodbRoutes } from './mongodb-program.mjs';
import { startMongodb } from './mongodb-server.mjs';
import { mysqlRoutes } from './mysql-program.mjs';
import { makeTemplate, startMysql } from './mysql-server.mjs';
import { dataFolder, local } from './paths.mjs';
import { answers, untilFree } from './ports.mjs';
import { isAlive, isRunning, stopProcess } from './processes.mjs';
import { log as toStderr } from './progress.mjs';
import { findProgram } from './server-routes.mjs';

/**
 * @typedef {object} Servers
 * @property {string} folder        the instance's folder
 * @property {string} stateFile     the same facts as JSON, for other processes
 * @property {string} mysqlUrl      the desk's account
 * @property {string | undefined} mysqlAdminUrl  the owner; undefined when the user gave only the desk's address
 * @property {string | undefined} mysqlRootUrl   private servers only
 * @property {string} mongoUrl
 * @property {number | undefined} mysqlPid       private servers only
 * @property {number | undefined} mongoPid
 * @property {boolean} mysqlIsPrivate
 * @property {boolean} mongoIsPrivate
 * @property {boolean} joined       another process started them and will stop them
 * @property {() => Promise<void>} stop          stops what this call started
 * @property {(signal: NodeJS.Signals) => void} killMysql
 * @property {(signal: NodeJS.Signals) => void} killMongo
 * @property {() => Promise<void>} restartMysql  on the same port, whether it still runs or not
 * @property {() => Promise<void>} restartMongo
 */

/**
 * @typedef {object} Options
 * @property {string} instance
 * @property {import('./progress.mjs').Log} [log]
 * @property {boolean} [own]       private servers whatever CLINIC_*_URL says, and never another process's
 * @property {boolean} [fresh]     begins with empty data
 * @property {boolean} [detached]  outlives this process
 * @property {string} [bufferPool] InnoDB's buffer pool, `256M` unless said
 */

/**
 * Finds or starts the pair.
 * @param {Options} options
 * @returns {Promise<Servers>}
 */
export async function startServers(options) {
  const { log = toStderr, own = false } = options;
  const given = own ? {} : givenAddresses();
  if (given.mysqlUrl !== undefined) log('MySQL 1/5 CLINIC_MYSQL_URL: that server is used as it is');
  if (given.mongoUrl !== undefined) log('MongoDB 1/5 CLINIC_MONGO_URL: that server is used as it is');
  if (given.mysqlUrl !== undefined && given.mongoUrl !== undefined) return handle('', given, {});

  const folder = await takeFolder(options.instance, own);
  return withLock(startLock(folder), async () => {
    const running = own ? undefined : await runningState(folder);
    if (running !== undefined) {
      log(`using the ${options.instance} servers that are running already`);
      return handle(folder, { ...running, ...given, joined: true }, {});
    }
    await stopLeftovers(folder);
    if (options.fresh) await emptyFolder(folder);
    return startPair(folder, options, given, log);
  });
}

/** @param {string} folder */
const startLock = (folder) => join(folder, 'start.lock');

/** @param {string} kind */
const findLock = (kind) => join(local, `find-${kind}.lock`);

/** @returns {{ mysqlUrl?: string, mysqlAdminUrl?: string, mongoUrl?: string }} */
function givenAddresses() {
  const { CLINIC_MYSQL_URL, CLINIC_MYSQL_ADMIN_URL, CLINIC_MONGO_URL } = process.env;
  return {
    ...(CLINIC_MYSQL_URL ? { mysqlUrl: CLINIC_MYSQL_URL } : {}),
    ...(CLINIC_MYSQL_URL && CLINIC_MYSQL_ADMIN_URL ? { mysqlAdminUrl: CLINIC_MYSQL_ADMIN_URL } : {}),
    ...(CLINIC_MONGO_URL ? { mongoUrl: CLINIC_MONGO_URL } : {}),
  };
}

/**
 * @param {string} folder
 * @param {Options} options
 * @param {ReturnType<typeof givenAddresses>} given
 * @param {import('./progress.mjs').Log} log
 */
async function startPair(folder, options, given, log) {
  const before = (await readJson(join(folder, 'ports.json'))) ?? {};
  const detached = options.detached ?? false;
  // Two pairs that start at once on a new machine would fetch the same program twice into one folder.
  const mysqlProgram = once(() =>
    withLock(findLock('mysql'), () =>
      findProgram({ name: 'MySQL', routes: mysqlRoutes(log), prove: makeTemplate, log }),
    ),
  );
  const mongoProgram = once(() =>
    withLock(findLock('mongodb'), () =>
      findProgram({ name: 'MongoDB', routes: mongodbRoutes(log), prove: async () => undefined, log }),
    ),
  );
  const bufferPool = options.bufferPool ?? '256M';
  const mysql = async (/** @type {number | undefined} */ port) =>
    startMysql({ program: await mysqlProgram(), folder, detached, bufferPool, port });
  const mongo = async (/** @type {number | undefined} */ port) =>
    startMongodb({ program: await mongoProgram(), folder, detached, port });
  if (given.mysqlUrl === undefined) log('MySQL 1/5 CLINIC_MYSQL_URL: not used');
  if (given.mongoUrl === undefined) log('MongoDB 1/5 CLINIC_MONGO_URL: not used');
  const [first, second] = await Promise.allSettled([
    given.mysqlUrl === undefined ? mysql(before.mysql) : undefined,
    given.mongoUrl === undefined ? mongo(before.mongo) : undefined,
  ]);
  const started = [first, second].map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  const failed = [first, second].find((result) => result.status === 'rejected');
  if (failed?.status === 'rejected') {
    await Promise.all(started.map((server) => server?.kept.stop()));
    throw failed.reason;
  }
  const ownMysql = first.status === 'fulfilled' ? first.value : undefined;
  const ownMongo = second.status === 'fulfilled' ? second.value : undefined;
  const ports = { mysql: ownMysql?.port ?? before.mysql, mongo: ownMongo?.port ?? before.mongo };
  await writeJson(join(folder, 'ports.json'), ports);
  const facts = {
    ...(ownMysql === undefined
      ? {}
      : { ...ownMysql.urls, mysqlPid: ownMysql.kept.pid, mysqlPort: ownMysql.port }),
    ...(ownMongo === undefined
      ? {}
      : { mongoUrl: ownMongo.mongoUrl, mongoPid: ownMongo.kept.pid, mongoPort: ownMongo.port }),
    ...given,
    ownerPid: detached ? undefined : process.pid,
  };
  await writeJson(join(folder, 'state.json'), facts);
  return handle(folder, facts, { mysql, mongo });
}

/** @template T @param {() => Promise<T>} work */
function once(work) {
  /** @type {Promise<T> | undefined} */
  let result;
  return () => (result ??= work());
}

/**
 * @param {string} folder
 * @param {any} facts
 * @param {{ mysql?: (port: number) => ReturnType<typeof startMysql>, mongo?: (port: number) => ReturnType<typeof startMongodb> }} starters
 * @returns {Servers}
 */
function handle(folder, facts, starters) {
  const stateFile = join(folder, 'state.json');
  const note = () => writeJson(stateFile, facts);
  const send = (/** @type {number | undefined} */ pid, /** @type {NodeJS.Signals} */ signal) => {
    if (pid === undefined) throw new Error('that server is not a private one of this project');
    process.kill(pid, signal);
  };
  return {
    folder,
    stateFile,
    mysqlUrl: facts.mysqlUrl,
    mysqlAdminUrl: facts.mysqlAdminUrl,
    mysqlRootUrl: facts.mysqlRootUrl,
    mongoUrl: facts.mongoUrl,
    get mysqlPid() {
      return facts.mysqlPid;
    },
    get mongoPid() {
      return facts.mongoPid;
    },
    mysqlIsPrivate: facts.mysqlPid !== undefined,
    mongoIsPrivate: facts.mongoPid !== undefined,
    joined: facts.joined ?? false,
    async stop() {
      if (facts.joined || folder === '') return;
      await Promise.all([facts.mysqlPid, facts.mongoPid].map((pid) => pid && stopProcess(pid)));
      await rm(stateFile, { force: true });
    },
    killMysql: (signal) => send(facts.mysqlPid, signal),
    killMongo: (signal) => send(facts.mongoPid, signal),
    async restartMysql() {
      if (starters.mysql === undefined)
        throw new Error('only the process that started MySQL can start it again');
      await stopProcess(facts.mysqlPid);
      await untilFree(facts.mysqlPort);
      facts.mysqlPid = (await starters.mysql(facts.mysqlPort)).kept.pid;
      await note();
    },
    async restartMongo() {
      if (starters.mongo === undefined)
        throw new Error('only the process that started MongoDB can start it again');
      await stopProcess(facts.mongoPid);
      await untilFree(facts.mongoPort);
      facts.mongoPid = (await starters.mongo(facts.mongoPort)).kept.pid;
      await note();
    },
  };
}

/**
 * The facts of a pair that is running, or undefined.
 * @param {string} folder
 * @returns {Promise<any>}
 */
export async function runningState(folder) {
  const state = await readJson(join(folder, 'state.json'));
  if (state === undefined) return undefined;
  // Servers whose script is gone are about to be stopped by their keepers.
  if (state.ownerPid !== undefined && !isAlive(state.ownerPid)) return undefined;
  const parts = /** @type {const} */ ([
    [state.mysqlPid, state.mysqlPort],
    [state.mongoPid, state.mongoPort],
  ]);
  for (const [pid, port] of parts) {
    if (pid === undefined) continue;
    if (!(await isRunning(pid, folder)) || !(await answers(port))) return undefined;
  }
  return state;
}

/**
 * Stops what an earlier run left behind, when its keeper was killed too.
 * @param {string} folder
 */
export async function stopLeftovers(folder) {
  const state = await readJson(join(folder, 'state.json'));
  const written = Number(await readFile(join(folder, 'mysql.pid'), 'utf8').catch(() => ''));
  const locked = Number(await readFile(join(folder, 'mongodb', 'mongod.lock'), 'utf8').catch(() => ''));
  const pids = new Set([state?.mysqlPid, state?.mongoPid, written, locked]);
  await Promise.all([...pids].map(async (pid) => (await isRunning(pid, folder)) && stopProcess(pid)));
  await rm(join(folder, 'state.json'), { force: true });
}

/** Lies in an instance's folder once its database was filled with the sample clinic. */
export const sampleNote = 'sample-filled';

const inFolder = [
  'mysql',
  'mongodb',
  'mysql.log',
  'mongodb.log',
  'accounts.json',
  'accounts.sql',
  sampleNote,
];

/** @param {string} folder */
export async function emptyFolder(folder) {
  for (const name of inFolder) {
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The instance's folder. Whoever wants servers of its own takes the next name (`test-2`) while another run has them.
 * @param {string} instance
 * @param {boolean} own
 */
async function takeFolder(instance, own) {
  const most = 16;
  for (let number = 1; number <= most; number++) {
    const folder = dataFolder(number === 1 ? instance : `${instance}-${number}`);
    await mkdir(folder, { recursive: true });
    if (!own) return folder;
    const owner = (await readJson(join(folder, 'state.json')))?.ownerPid;
    if (!(owner && isAlive(owner)) && (await lockHolder(startLock(folder))) === undefined) return folder;
  }
  throw new Error(`${most} runs have ${instance} servers already`);
}
