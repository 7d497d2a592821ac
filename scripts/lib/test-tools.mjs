/** What the tests need besides servers: a Chromium, and on Linux a virtual screen and Electron's system libraries. */
import { findOnPath, run } from './commands.mjs';
import { exists } from './files.mjs';
import { step } from './progress.mjs';

// Each line is one need; the first name that this release of Debian knows is installed.
const packages = [
  ['chromium'],
  ['xvfb'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
];

/**
 * Sees that the tools are here, installs them on Debian as root, and otherwise says which are missing.
 * @param {import('./progress.mjs').Log} log
 * @returns {Promise<{ chromium: string | undefined, missing: string[] }>}  missing: one sentence each
 */
export async function testTools(log) {
  if (process.platform !== 'linux') return browserOnly();
  const dpkg = await findOnPath('dpkg-query');
  if (dpkg !== undefined) {
    const wanting = await wantingPackages(dpkg);
    if (wanting.length > 0 && process.getuid?.() === 0) await install(wanting, log);
    const still = await wantingPackages(dpkg);
    if (still.length > 0) {
      const sentence = `The tests need these Debian packages: apt-get install ${still.join(' ')}`;
      return { chromium: await chromium(), missing: [sentence] };
    }
  } else if (!(await findOnPath('Xvfb'))) {
    return { chromium: await chromium(), missing: ['The tests need Xvfb (a virtual screen) on the PATH.'] };
  }
  return browserOnly();
}

async function browserOnly() {
  const found = await chromium();
  const sentence = 'The tests need a Chromium: npx playwright install chromium';
  return { chromium: found, missing: found === undefined ? [sentence] : [] };
}

/** The system's Chromium, or the one that Playwright installed. */
async function chromium() {
  const system = (await findOnPath('chromium')) ?? (await findOnPath('chromium-browser'));
  // On Ubuntu that name is a stub which only points to another store.
  if (system !== undefined && (await run(system, ['--version'])).code === 0) return system;
  const { chromium: playwrights } = await import('@playwright/test');
  const own = playwrights.executablePath();
  return (await exists(own)) ? own : undefined;
}

/** @param {string} dpkg */
async function wantingPackages(dpkg) {
  const asked = packages.flat();
  const { output } = await run(dpkg, ['-W', '-f', '${Package} ${Status}\\n', ...asked]);
  const here = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  const provided = async (/** @type {string} */ name) =>
    name === 'chromium' && (await chromium()) !== undefined;
  const wanting = [];
  for (const names of packages) {
    if (names.some((name) => here.has(name))) continue;
    if (await provided(names[0] ?? '')) continue;
    wanting.push(await candidate(names));
  }
  return wanting;
}

/** @param {string[]} names */
async function candidate(names) {
  for (const name of names) {
    const { output } = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  return names[0] ?? '';
}

/** @param {string[]} names @param {import('./progress.mjs').Log} log */
async function install(names, log) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step(log, `installing ${names.join(', ')}`, async (report) => {
    await run('apt-get', ['update'], { env, onLine: report });
    // The lists may just have arrived, so the names are chosen again.
    const chosen = [];
    for (const group of packages) {
      if (group.some((name) => names.includes(name))) chosen.push(await candidate(group));
    }
    const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...chosen], {
      env,
      onLine: report,
    });
    if (code !== 0) log(`apt-get failed: ${output.trim().split('\n').slice(-3).join(' | ')}`);
  });
}
