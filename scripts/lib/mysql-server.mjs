/** A private MySQL: its empty data folder, its accounts, its start. */
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { exists, readJson, writeJson } from './files.mjs';
import { heedless } from './full-disk.mjs';
import { local } from './paths.mjs';
import { answers, freePort, waitUntil } from './ports.mjs';
import { keep } from './supervise.mjs';

const database = 'clinic';
const startMs = 90_000;

/** @typedef {import('./server-routes.mjs').Program} Program */
/** @typedef {{ root: string, owner: string, desk: string }} Passwords */

const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

/** Options of both the first and every later start. @param {Program} program @param {string} folder */
const common = (program, folder) => [
  ...program.prefix,
  '--no-defaults',
  ...asRoot,
  ...program.options,
  `--datadir=${folder}`,
];

/** @param {Program} program */
const templateOf = (program) => join(local, 'template', `mysql-${program.version}`);

/**
 * Makes the empty data folder that every instance starts as a copy of. Doing so also proves the program.
 * @param {Program} program
 */
export async function makeTemplate(program) {
  const template = templateOf(program);
  if (await exists(template)) return;
  const draft = `${template}.draft-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(local, 'template'), { recursive: true });
  const { code, output } = await run(program.command, [
    ...common(program, draft),
    '--initialize-insecure',
    '--innodb-redo-log-capacity=8M',
  ]);
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(`it cannot make a data folder: ${lastError(output)}`);
  }
  // Each server draws an identity of its own at its first start.
  await rm(join(draft, 'auto.cnf'), { force: true });
  await rename(draft, template).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(template))) throw error;
  });
}

/** @param {string} output */
const lastError = (output) =>
  output.split('\n').findLast((line) => line.includes('[ERROR]')) ?? output.trim().split('\n').at(-1) ?? '';

/**
 * Starts the server on the instance's folder, which is made from the template when it is not there yet.
 * @param {object} spec
 * @param {Program} spec.program
 * @param {string} spec.folder   the instance's folder
 * @param {boolean} spec.detached
 * @param {string} spec.bufferPool  e.g. `256M`
 * @param {number} [spec.port]   the port of the run before, kept when it is free
 */
export async function startMysql({ program, folder, detached, bufferPool, port: before }) {
  const data = join(folder, 'mysql');
  if (!(await exists(data))) {
    const draft = `${data}.draft-${process.pid}`;
    await mkdir(folder, { recursive: true });
    await cp(templateOf(program), draft, { recursive: true });
    await rename(draft, data);
  }
  const passwords = await passwordsOf(folder);
  const accounts = join(folder, 'accounts.sql');
  await writeFile(accounts, accountStatements(passwords), { mode: 0o600 });

  const port = await freePort(before);
  const logFile = join(folder, 'mysql.log');
  const kept = await keep({
    ...heedless(program.command, [
      ...common(program, data),
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--socket=${socketOf(data)}`,
      `--pid-file=${join(folder, 'mysql.pid')}`,
      `--init-file=${accounts}`,
      '--mysqlx=OFF',
      '--secure-file-priv=NULL',
      '--max-connections=400',
      '--performance-schema=OFF',
      '--disable-log-bin',
      '--log-bin-trust-function-creators=1',
      '--innodb-redo-log-capacity=256M',
      `--innodb-buffer-pool-size=${bufferPool}`,
    ]),
    logFile,
    detached,
  });
  // The server opens its port only when the accounts are there; its first packet says protocol 10.
  const outcome = await waitUntil(() => answers(port, (greeting) => greeting[4] === 10), {
    timeoutMs: startMs,
    ended: kept.ended,
  });
  if (outcome !== 'ready') {
    await kept.stop();
    const said = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`MySQL did not start (${outcome}): ${lastError(said)}; see ${logFile}`);
  }
  return { kept, port, urls: urlsOf(port, passwords) };
}

/** @param {number} port @param {Passwords} passwords */
const urlsOf = (port, passwords) => ({
  mysqlUrl: `mysql://clinic_desk:${passwords.desk}@127.0.0.1:${port}/${database}`,
  mysqlAdminUrl: `mysql://clinic_owner:${passwords.owner}@127.0.0.1:${port}/${database}`,
  mysqlRootUrl: `mysql://root:${passwords.root}@127.0.0.1:${port}/${database}`,
});

/** @param {string} folder @returns {Promise<Passwords>} */
async function passwordsOf(folder) {
  const file = join(folder, 'accounts.json');
  const known = await readJson(file);
  if (known !== undefined) return known;
  const draw = () => randomBytes(24).toString('base64url');
  const drawn = { root: draw(), owner: draw(), desk: draw() };
  await writeJson(file, drawn);
  return drawn;
}

/**
 * What an administrator would do by hand once, repeated harmlessly at every start. The owner may do what migrating
 * needs, on the clinic's databases only (tests make one for each worker); the desk may connect, and the migrations
 * grant it the rest.
 * @param {Passwords} passwords
 */
const accountStatements = (passwords) =>
  [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${passwords.root}'`,
    `CREATE DATABASE IF NOT EXISTS ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`,
    `CREATE USER IF NOT EXISTS 'clinic_owner'@'localhost'`,
    `ALTER USER 'clinic_owner'@'localhost' IDENTIFIED BY '${passwords.owner}'`,
    "GRANT ALL ON `clinic%`.* TO 'clinic_owner'@'localhost' WITH GRANT OPTION",
    "GRANT CREATE USER, PROCESS, SET_ANY_DEFINER, ALLOW_NONEXISTENT_DEFINER, SYSTEM_VARIABLES_ADMIN ON *.* TO 'clinic_owner'@'localhost'",
    "GRANT SELECT ON mysql.user TO 'clinic_owner'@'localhost'",
    `CREATE USER IF NOT EXISTS 'clinic_desk'@'%'`,
    `ALTER USER 'clinic_desk'@'%' IDENTIFIED BY '${passwords.desk}'`,
  ]
    .map((statement) => `${statement};\n`)
    .join('');

// A socket's path may hold about a hundred characters, and checkouts lie deep; the temporary folder does not.
/** @param {string} data */
const socketOf = (data) =>
  join(tmpdir(), `clinic-${createHash('sha256').update(data).digest('hex').slice(0, 10)}.sock`);
