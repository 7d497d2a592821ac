/** Brings node_modules to what the lock file says, and nothing when it is there already. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { exists } from './files.mjs';
import { withLock } from './lock.mjs';
import { local, nodeModules, root } from './paths.mjs';
import { step } from './progress.mjs';

const stamp = join(nodeModules, '.clinic-lock-hash');

/** @param {import('./progress.mjs').Log} log */
export async function installed(log) {
  requireNode();
  const wanted = createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex');
  const stamped = () => readFile(stamp, 'utf8').catch(() => undefined);
  if ((await stamped()) === wanted) return;
  await withLock(join(local, 'install.lock'), async () => {
    if ((await stamped()) !== wanted) await install(wanted, log);
  });
}

/** @param {string} wanted @param {import('./progress.mjs').Log} log */
async function install(wanted, log) {
  if (await matchesHiddenLock()) {
    await writeFile(stamp, wanted);
    return;
  }
  await step(log, 'npm ci (installing the libraries)', async (report) => {
    let fetched = 0;
    const npm = [await npmProgram(), 'ci', '--no-audit', '--no-fund', '--loglevel=http'];
    const { code, output } = await run(process.execPath, npm, {
      cwd: root,
      onLine: (line) => line.startsWith('npm http') && report(`${++fetched} downloads`),
    });
    if (code !== 0) throw new Error(`npm ci failed:\n${output.trim().split('\n').slice(-25).join('\n')}`);
  });
  await writeFile(stamp, wanted);
}

/** Somebody may have run npm by hand: npm's own copy of the lock tells what it installed. */
async function matchesHiddenLock() {
  const read = async (/** @type {string} */ file) => JSON.parse(await readFile(file, 'utf8')).packages;
  try {
    const wanted = await read(join(root, 'package-lock.json'));
    const here = await read(join(nodeModules, '.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional === true || here[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/** npm's JavaScript file: running it by node avoids npm.cmd, which needs a shell on Windows. */
async function npmProgram() {
  const beside = join(process.execPath, '..');
  const places = [
    process.env.npm_execpath ?? '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  for (const place of places) if (place.endsWith('.js') && (await exists(place))) return place;
  throw new Error('npm was not found beside node; run `npm ci` once by hand');
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}`);
}
