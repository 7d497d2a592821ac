/**
 * `npm run db -- up|down|status|reset`: the private development servers, kept running between other commands.
 * stdout carries nothing but the three addresses, so that it can be read by other programs.
 */
import { installed } from './lib/install.mjs';
import { dataFolder } from './lib/paths.mjs';
import { log } from './lib/progress.mjs';
import { emptyFolder, runningState, startServers, stopLeftovers } from './lib/servers.mjs';

const folder = dataFolder('dev');

/** @param {{ mysqlUrl: string, mysqlAdminUrl?: string | undefined, mongoUrl: string }} servers */
function printAddresses(servers) {
  process.stdout.write(
    `CLINIC_MYSQL_URL=${servers.mysqlUrl}\n` +
      `CLINIC_MYSQL_ADMIN_URL=${servers.mysqlAdminUrl ?? ''}\n` +
      `CLINIC_MONGO_URL=${servers.mongoUrl}\n`,
  );
}

async function up() {
  await installed(log);
  printAddresses(await startServers({ instance: 'dev', detached: true }));
}

async function down() {
  const running = (await runningState(folder)) !== undefined;
  await stopLeftovers(folder);
  log(running ? 'the dev servers are down' : 'no dev servers were running');
  return running;
}

async function status() {
  const running = await runningState(folder);
  if (running === undefined) {
    log('down');
    process.exitCode = 1;
  } else {
    log(`up, data in ${folder}`);
    printAddresses(running);
  }
}

async function reset() {
  const wasUp = await down();
  await emptyFolder(folder);
  log('the dev data is empty');
  if (wasUp) await up();
}

const commands = { up, down, status, reset };
const wish = process.argv[2] ?? '';
if (!Object.hasOwn(commands, wish)) {
  log('usage: npm run db -- up | down | status | reset');
  process.exit(2);
}
await commands[/** @type {keyof typeof commands} */ (wish)]();
