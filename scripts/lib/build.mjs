/** Building what is stale: a build carries a hash of everything it was made from. */
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { exists } from './files.mjs';
import { withLock } from './lock.mjs';
import { local, nodeModules, root } from './paths.mjs';
import { step } from './progress.mjs';

const folders = ['electron', 'migrations', 'renderer', 'shared'];
const files = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
const forTestsOnly = /\.test\.tsx?$/;

/** @typedef {'product' | 'compat'} Kind */

/** Where a build goes. @param {Kind} kind */
export const buildFolder = (kind) => join(root, 'out', ...(kind === 'compat' ? ['compat'] : []));

/**
 * Builds the product, or its copy for the older Electron, unless it is up to date.
 * @param {Kind} kind
 * @param {import('./progress.mjs').Log} log
 */
export async function built(kind, log) {
  const wanted = await sourceHash();
  const stamp = join(buildFolder(kind), '.source-hash');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await withLock(join(local, `build-${kind}.lock`), async () => {
    if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
    await rm(stamp, { force: true });
    const builder = join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js');
    const mode = kind === 'compat' ? ['--mode', 'compat'] : [];
    const label = kind === 'compat' ? 'building for the older Electron' : 'building';
    await step(log, label, async (report) => {
      const { code, output } = await run(process.execPath, [builder, 'build', ...mode], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production' },
        onLine: report,
      });
      if (code !== 0)
        throw new Error(`the build failed:\n${output.trim().split('\n').slice(-30).join('\n')}`);
    });
    await writeFile(stamp, wanted);
  });
}

async function sourceHash() {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && !forTestsOnly.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) hash.update(path.slice(root.length)).update(await readFile(path));
  }
  for (const file of files) if (await exists(join(root, file))) hash.update(await readFile(join(root, file)));
  return hash.digest('hex');
}
