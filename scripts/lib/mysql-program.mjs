/** Which mysqld is run: routes 2 to 5. */
import { findOnPath, run } from './commands.mjs';
import { fetchDebianMysql } from './debian-mysql.mjs';
import { fetchOnce, fetchedBefore } from './fetched-program.mjs';
import { step } from './progress.mjs';
import { fetchVendorMysql } from './vendor-mysql.mjs';

/** @param {import('./progress.mjs').Log} log @returns {import('./server-routes.mjs').Route[]} */
export const mysqlRoutes = (log) => [
  { what: 'mysqld on the PATH', find: onPath },
  { what: 'a copy fetched before', find: () => fetchedBefore('mysql') },
  {
    what: "MySQL's own download",
    find: () =>
      step(log, 'fetching MySQL', (report) =>
        fetchOnce('mysql-vendor', (at) => fetchVendorMysql(at, report)),
      ),
  },
  {
    what: "Debian's packages, unpacked privately",
    find: () =>
      step(log, 'fetching MySQL', (report) =>
        fetchOnce('mysql-debian', (at) => fetchDebianMysql(at, report)),
      ),
  },
];

async function onPath() {
  const command = await findOnPath('mysqld');
  if (command === undefined) throw new Error('none');
  const { output } = await run(command, ['--version']);
  if (/mariadb/i.test(output)) throw new Error('that one is MariaDB, a different server');
  const version = /Ver (\d+)\.(\d+)\.(\d+)/.exec(output);
  if (version === null) throw new Error(`it does not say its version: ${output.trim()}`);
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (!(major >= 9 || (major === 8 && minor >= 4))) {
    throw new Error(`version ${major}.${minor} is too old, 8.4 or 9 is needed`);
  }
  return { command, prefix: [], options: [], version: version[0].slice('Ver '.length) };
}
