/** MongoDB's own download, through mongodb-memory-server-core as a downloader only. */
import { basename, join } from 'node:path';
import { cp, rm } from 'node:fs/promises';
import { run } from './commands.mjs';
import { requireReachable } from './reachable.mjs';

/**
 * @param {string} folder
 * @param {(detail: string) => void} report
 * @returns {Promise<import('./server-routes.mjs').Program>}
 */
export async function fetchVendorMongodb(folder, report) {
  const library = await import('mongodb-memory-server-core').catch(() => {
    throw new Error('mongodb-memory-server-core is not installed');
  });
  const { MongoBinaryDownloadUrl } =
    await import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js');
  const options = await library.DryMongoBinary.generateOptions({ downloadDir: join(folder, 'download') });
  await requireReachable(
    await new MongoBinaryDownloadUrl({ ...options, platform: process.platform }).getDownloadUrl(),
  );
  report(`MongoDB ${options.version}`);
  const found = await saying(report, () =>
    library.MongoBinary.getPath({ downloadDir: join(folder, 'download') }),
  );
  const command = join(folder, 'bin', basename(found));
  await cp(found, command);
  await rm(join(folder, 'download'), { recursive: true, force: true });
  const { output } = await run(command, ['--version']);
  const version = /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version === undefined) throw new Error(`the downloaded mongod does not run: ${output.trim()}`);
  return { command, prefix: [], options: [], version };
}

/**
 * The downloader tells its progress on stdout, which belongs to our own answers.
 * @template T
 * @param {(detail: string) => void} report
 * @param {() => Promise<T>} work
 */
async function saying(report, work) {
  const write = process.stdout.write;
  process.stdout.write = (/** @type {string | Uint8Array} */ chunk) => {
    const said = String(chunk).trim();
    if (said !== '') report(said);
    return true;
  };
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}
