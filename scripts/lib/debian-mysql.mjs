/**
 * MySQL from Debian's packages without installing anything: a private apt, with lists, cache and state of its own,
 * downloads the signed packages from the mirror that this machine already uses, and dpkg only unpacks them.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, run, runOrThrow } from './commands.mjs';
import { requireLinuxX64 } from './wheel.mjs';

const library = 'usr/lib/x86_64-linux-gnu';

/**
 * The Debian mirror from the machine's own apt configuration, with the key that its entry names.
 * @returns {Promise<{ mirror: string, signedBy: string | undefined }>}
 */
async function ownMirror() {
  const texts = [await readFile('/etc/apt/sources.list', 'utf8').catch(() => '')];
  const folder = '/etc/apt/sources.list.d';
  for (const name of await readdir(folder).catch(() => [])) {
    if (/\.(sources|list)$/.test(name)) texts.push(await readFile(join(folder, name), 'utf8'));
  }
  for (const stanza of texts.flatMap((text) => text.split(/\n\s*\n/))) {
    const mirror = stanza
      .split('\n')
      .flatMap((line) => /^(?:URIs:|deb\s+(?:\[[^\]]*\]\s+)?)\s*(\S+)/.exec(line)?.[1] ?? [])
      .find((address) => /debian/.test(address) && !/security/.test(address));
    if (mirror !== undefined) {
      const signedBy = /^Signed-By:\s*(\/\S+)|\[[^\]]*signed-by=(\/[^\]\s]+)/im.exec(stanza);
      return { mirror, signedBy: signedBy?.[1] ?? signedBy?.[2] };
    }
  }
  throw new Error('the apt configuration of this machine names no Debian mirror');
}

/**
 * Fetches and unpacks mysql-server-core of Debian's unstable suite into `folder`.
 * @param {string} folder
 * @param {(detail: string) => void} report
 * @returns {Promise<import('./server-routes.mjs').Program>}
 */
export async function fetchDebianMysql(folder, report) {
  requireLinuxX64();
  if (!(await findOnPath('apt-get')) || !(await findOnPath('dpkg')))
    throw new Error('apt-get and dpkg are not here');
  const { mirror, signedBy } = await ownMirror();

  const work = join(folder, 'apt');
  const archives = join(work, 'cache', 'archives');
  await mkdir(join(work, 'lists', 'partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  await writeFile(join(work, 'status'), '');
  await writeFile(
    join(work, 'sources.list'),
    `deb ${signedBy === undefined ? '' : `[signed-by=${signedBy}] `}${mirror} sid main\n`,
  );
  const options = [
    `Dir::Etc::SourceList=${join(work, 'sources.list')}`,
    'Dir::Etc::SourceParts=-',
    `Dir::State::Lists=${join(work, 'lists')}`,
    `Dir::State::status=${join(work, 'status')}`,
    `Dir::Cache=${join(work, 'cache')}`,
    `Dir::Cache::archives=${archives}`,
    'APT::Install-Recommends=false',
    'Debug::NoLocking=1',
    'Acquire::Retries=1',
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ].map((option) => `-o${option}`);

  report('package lists');
  await runOrThrow('apt-get', [...options, 'update'], { onLine: report });
  report('packages');
  const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runOrThrow('apt-get', [...options, 'install', '-y', '--download-only', 'mysql-server-core'], {
    env: quiet,
    onLine: report,
  });

  const prefix = join(folder, 'root');
  await mkdir(prefix);
  const packages = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  for (const [index, name] of packages.entries()) {
    report(`unpacking ${index + 1} of ${packages.length}`);
    await runOrThrow('dpkg', ['-x', join(archives, name), prefix]);
  }
  await rm(work, { recursive: true });

  // Its C library is newer than the system's, so it is run by the loader that came with it.
  const command = join(prefix, library, 'ld-linux-x86-64.so.2');
  const loader = ['--library-path', join(prefix, library), join(prefix, 'usr/sbin/mysqld')];
  const { output } = await run(command, [...loader, '--version']);
  const version = /Ver (\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version === undefined) throw new Error(`the unpacked mysqld does not run: ${output.trim()}`);
  return {
    command,
    prefix: loader,
    options: [
      `--lc-messages-dir=${join(prefix, 'usr/share/mysql')}`,
      `--plugin-dir=${join(prefix, 'usr/lib/mysql/plugin')}`,
    ],
    version,
  };
}
