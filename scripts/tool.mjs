/**
 * `npm run migrate|seed|reindex|reconcile|host [-- arguments]`: one built tool, with servers for as long as it runs. Addresses
 * that are given are used; otherwise the private development servers, which are started when they are not up.
 */
import { migrated, serverEnvironment, toolFile } from './lib/app-tools.mjs';
import { built } from './lib/build.mjs';
import { installed } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { log } from './lib/progress.mjs';
import { startServers } from './lib/servers.mjs';
import { atEnd, leave, main } from './lib/shutdown.mjs';
import { keep } from './lib/supervise.mjs';

const [name = '', ...args] = process.argv.slice(2);

await main(async () => {
  if (!['migrate', 'seed', 'reindex', 'reconcile', 'host'].includes(name)) {
    throw new Error('usage: npm run migrate | seed | reindex | reconcile | host [-- arguments]');
  }
  await installed(log);
  const [servers] = await Promise.all([
    startServers({ instance: 'dev', log }).then((pair) => {
      atEnd(pair.stop);
      return pair;
    }),
    built('product', log),
  ]);
  if (name === 'migrate' && servers.mysqlAdminUrl === undefined) {
    throw new Error("give the owner's address: CLINIC_MYSQL_ADMIN_URL=mysql://owner:…@server/clinic");
  }
  if (name !== 'migrate' && servers.mysqlIsPrivate) await migrated(servers, log);
  const tool = await keep({
    command: process.execPath,
    args: [await toolFile(name), ...args],
    cwd: root,
    env: serverEnvironment(servers),
    onLine: (line) => process.stdout.write(`${line}\n`),
  });
  atEnd(tool.stop);
  await leave(await tool.ended);
});
