/** The built command line tools (`out/main/*.cjs`) and what they are told about the servers. */
import { join } from 'node:path';
import { runOrThrow } from './commands.mjs';
import { buildFolder } from './build.mjs';
import { exists } from './files.mjs';
import { root } from './paths.mjs';
import { step } from './progress.mjs';

/** @typedef {import('./servers.mjs').Servers} Servers */

/** The bundle of a tool. @param {string} name */
export async function toolFile(name) {
  const file = join(buildFolder('product'), 'main', `${name}.cjs`);
  if (!(await exists(file)))
    throw new Error(`the build holds no ${name}: is it an entry of electron.vite.config.ts?`);
  return file;
}

/**
 * The environment in which the product finds its servers.
 * @param {Servers} servers
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment(servers) {
  const { CLINIC_MYSQL_ADMIN_URL: _given, ...rest } = process.env;
  return {
    ...rest,
    CLINIC_MYSQL_URL: servers.mysqlUrl,
    CLINIC_MONGO_URL: servers.mongoUrl,
    ...(servers.mysqlAdminUrl === undefined ? {} : { CLINIC_MYSQL_ADMIN_URL: servers.mysqlAdminUrl }),
  };
}

/**
 * Runs a tool to its end; its output is shown only when it fails.
 * @param {string} name
 * @param {string[]} args
 * @param {Servers} servers
 * @param {{ log: import('./progress.mjs').Log, label: string }} how
 */
export async function runTool(name, args, servers, { log, label }) {
  const file = await toolFile(name);
  return step(log, label, (report) =>
    runOrThrow(process.execPath, [file, ...args], {
      cwd: root,
      env: serverEnvironment(servers),
      onLine: report,
    }),
  );
}

/**
 * Migrates where this project owns the database or was given the owner's address.
 * @param {Servers} servers
 * @param {import('./progress.mjs').Log} log
 */
export async function migrated(servers, log) {
  if (servers.mysqlAdminUrl === undefined) {
    log('CLINIC_MYSQL_ADMIN_URL is not given: the database is used as it was migrated by its owner');
    return;
  }
  await runTool('migrate', [], servers, { log, label: 'migrating' });
}
