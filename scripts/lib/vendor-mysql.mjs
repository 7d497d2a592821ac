/** MySQL's own download. The library mysql-memory-server knows the addresses; only its downloader is used. */
import { statSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './commands.mjs';
import { requireReachable } from './reachable.mjs';

const wanted = '8.4.x';

/**
 * @param {string} folder
 * @param {(detail: string) => void} report
 * @returns {Promise<import('./server-routes.mjs').Program>}
 */
export async function fetchVendorMysql(folder, report) {
  // Its own server would be thrown away with its data, so only the inner parts that find and fetch a program are used.
  const [{ DEFAULT_OPTIONS, MySQLCDNDownloadsBaseURL }, addresses, { downloadBinary }] = await Promise.all([
    import('mysql-memory-server/dist/src/constants.js'),
    import('mysql-memory-server/dist/src/libraries/Version.js'),
    import('mysql-memory-server/dist/src/libraries/Downloader.js'),
  ]).catch(() => {
    throw new Error('mysql-memory-server is not installed');
  });
  const address = addresses.default.default;

  // MySQL makes no Windows build for ARM; Windows emulates the other one.
  const arch = process.platform === 'win32' ? 'x64' : DEFAULT_OPTIONS.arch;
  if (arch === 'unsupported') throw new Error(`MySQL is not made for ${process.arch}`);
  const source = address(wanted, arch);
  await requireReachable(source.hostedByOracle ? MySQLCDNDownloadsBaseURL : source.url);
  report(`MySQL ${source.version}`);
  const silent = { LOG_LEVEL: 2, log: () => undefined, warn: () => undefined, error: () => undefined };
  // Its own folder is a temporary one that anybody's clean-up may empty, so the copy moves to ours.
  const archive = join(tmpdir(), 'mysqlmsn', 'binaries', `${source.version}${endingOf(source.url)}`);
  const watching = setInterval(() => {
    const bytes = statSync(archive, { throwIfNoEntry: false })?.size;
    report(`MySQL ${source.version}, ${bytes === undefined ? 'unpacking' : `${Math.round(bytes / 1e6)} MB`}`);
  }, 500);
  const program = await downloadBinary(source, { ...DEFAULT_OPTIONS, downloadRetries: 1 }, silent).finally(
    () => clearInterval(watching),
  );
  const home = dirname(dirname(program));
  await cp(home, join(folder, 'mysql'), { recursive: true, verbatimSymlinks: true });
  await rm(dirname(home), { recursive: true, force: true });

  const command = join(folder, 'mysql', 'bin', process.platform === 'win32' ? 'mysqld.exe' : 'mysqld');
  await supplyLibaio(command, join(folder, 'mysql', 'bin'));
  const { output } = await run(command, ['--version']);
  if (!output.includes(source.version))
    throw new Error(`the downloaded mysqld does not run: ${output.trim()}`);
  return { command, prefix: [], options: [], version: source.version };
}

/** `.tar.xz`, `.tar.gz` or `.zip`. @param {string} url */
const endingOf = (url) => /(\.tar)?\.[a-z]+$/.exec(url)?.[0] ?? '';

/**
 * Newer Ubuntu and Debian name the one library that mysqld wants differently; its own folder is searched first.
 * @param {string} command
 * @param {string} bin
 */
async function supplyLibaio(command, bin) {
  if (process.platform !== 'linux') return;
  const { output } = await run(command, ['--version']);
  if (!output.includes('libaio.so.1')) return;
  const libraries = (await run('ldconfig', ['-p'])).output;
  const found = /libaio\.so\.1t64.*=>\s*(\S+)/.exec(libraries)?.[1];
  if (found === undefined) throw new Error('the library libaio is missing (package libaio1 or libaio1t64)');
  await cp(found, join(bin, '..', 'lib', 'private', 'libaio.so.1'), { dereference: true });
}
