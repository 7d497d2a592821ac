/** Packing the application into a folder, with whichever Electron can be had here. */
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { built } from './build.mjs';
import { run } from './commands.mjs';
import { nodeModules, root } from './paths.mjs';
import { step } from './progress.mjs';

/**
 * @typedef {object} Packed
 * @property {string} folder   the folder that would be handed out
 * @property {string} program  what to start
 * @property {string | undefined} main  compatibility run: the main file that its launcher is to load
 */

/**
 * @param {import('./electron-program.mjs').Electron} electron
 * @param {import('./progress.mjs').Log} log
 * @returns {Promise<Packed>}
 */
export async function packed(electron, log) {
  const compat = electron.kind === 'compat';
  await built(compat ? 'compat' : 'product', log);
  const output = join(root, 'dist', compat ? 'compat' : 'app');
  await rm(output, { recursive: true, force: true });
  const settings = [
    `-c.directories.output=${output}`,
    `-c.electronDist=${electron.distFolder}`,
    `-c.electronVersion=${electron.version}`,
    '-c.npmRebuild=false',
    // The older Electron takes the build that was made for it, with the tests' launcher: see that file.
    ...(compat ? ['--config', join('test', 'package', 'electron-builder.compat.yml')] : []),
  ];
  await step(log, 'packing', async (report) => {
    const cli = join(nodeModules, 'electron-builder', 'cli.js');
    const { code, output: said } = await run(
      process.execPath,
      [cli, '--dir', '--publish', 'never', ...settings],
      {
        cwd: root,
        onLine: report,
      },
    );
    if (code !== 0) throw new Error(`packing failed:\n${said.trim().split('\n').slice(-20).join('\n')}`);
  });
  const found = await findProgram(output);
  const main = join(found.folder, 'resources', 'app.asar', 'out', 'main', 'index.cjs');
  return { ...found, main: compat ? main : undefined };
}

/** The program is the one that is named like the product, whatever the platform does to the name. @param {string} output */
async function findProgram(output) {
  const about = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const letters = (/** @type {string} */ name) =>
    name
      .toLowerCase()
      .replace(/\.(app|exe)$/, '')
      .replaceAll(/[^a-z]/g, '');
  for (const name of await readdir(output)) {
    const folder = join(output, name);
    if (!(await stat(folder)).isDirectory()) continue;
    const program = (await readdir(folder)).find((file) => letters(file) === letters(about.name));
    if (program === undefined) continue;
    const inside = program.endsWith('.app') ? ['Contents', 'MacOS', program.slice(0, -'.app'.length)] : [];
    return { folder, program: join(folder, program, ...inside) };
  }
  throw new Error(`electron-builder left no program in ${output}`);
}
