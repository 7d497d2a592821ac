/** Running one part of the tests and counting what it proved. */
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { built } from './build.mjs';
import { exists } from './files.mjs';
import { findElectron } from './electron-program.mjs';
import { packed } from './packaging.mjs';
import { root } from './paths.mjs';
import { keep } from './supervise.mjs';
import { reportFile } from './test-parts.mjs';
import { countTests } from './test-reports.mjs';
import { testEnvironment } from './test-setup.mjs';

const longestMs = 30 * 60_000;

/**
 * @typedef {import('./test-parts.mjs').Part} Part
 * @typedef {import('./test-reports.mjs').Count & { name: string, ms: number }} Result
 */

/**
 * @param {Part} part
 * @param {ReturnType<import('./test-setup.mjs').testSetup>} setup
 * @param {(line: string) => void} say  where the part's own output goes
 * @returns {Promise<Result>}
 */
export async function runPart(part, setup, say) {
  const started = Date.now();
  /** @type {import('./test-reports.mjs').Count} */
  let count;
  try {
    const added = await Promise.all(part.needs.map(setup.have));
    count = await kinds[part.kind](part, Object.assign(testEnvironment(), ...added), say);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    say(words);
    count = { passed: 0, failed: 1, remarks: [words.split('\n')[0] ?? ''] };
  }
  return { name: part.name, ms: Date.now() - started, ...count };
}

/** @type {Record<Part['kind'], (part: Part, env: NodeJS.ProcessEnv, say: (line: string) => void) => Promise<import('./test-reports.mjs').Count>>} */
const kinds = {
  check: runCheck,
  bench: runCheck,
  build: async (_part, _env, say) => {
    await built('product', say);
    await built('compat', say);
    return { passed: 2, failed: 0, remarks: [] };
  },
  vitest: (part, env, say) => runTests('vitest', part, env, say),
  playwright: (part, env, say) => {
    const report = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile(part.name) };
    return runTests('playwright', part, { ...env, ...report }, say);
  },
  package: async (part, env, say) => {
    const electron = await findElectron({ log: say });
    if (electron === undefined) throw new Error('no Electron to pack with');
    const { folder, program, main } = await packed(electron, say);
    say(`packed into ${folder}`);
    const added = {
      CLINIC_PACKED: program,
      CLINIC_PACKED_FOLDER: folder,
      ...(main ? { CLINIC_TEST_MAIN: main } : {}),
    };
    const count = await runTests('vitest', part, { ...env, ...added }, say);
    return { ...count, passed: count.passed + 1 };
  },
};

/** A check is one thing that holds or does not. @param {Part} part @param {NodeJS.ProcessEnv} env @param {(line: string) => void} say */
async function runCheck(part, env, say) {
  const code = await runNode(part, env, say);
  return code === 0
    ? { passed: 1, failed: 0, remarks: [] }
    : { passed: 0, failed: 1, remarks: [`ended with ${code}`] };
}

/** @param {'vitest' | 'playwright'} kind @param {Part} part @param {NodeJS.ProcessEnv} env @param {(line: string) => void} say */
async function runTests(kind, part, env, say) {
  const report = reportFile(part.name);
  await mkdir(dirname(report), { recursive: true });
  try {
    const code = await runNode(part, env, say);
    return await countTests(kind, report, code);
  } finally {
    await rm(report, { force: true });
  }
}

/** @param {Part} part @param {NodeJS.ProcessEnv} env @param {(line: string) => void} say */
async function runNode(part, env, say) {
  const [file = '', ...args] = part.command ?? [];
  if (!(await exists(file))) throw new Error(`${file} is missing`);
  const kept = await keep({ command: process.execPath, args: [file, ...args], cwd: root, env, onLine: say });
  running.add(kept);
  const tooLong = setTimeout(() => {
    say(`stopped: ${part.name} took more than ${longestMs / 60_000} minutes`);
    void kept.stop();
  }, longestMs);
  try {
    return await kept.ended;
  } finally {
    clearTimeout(tooLong);
    running.delete(kept);
  }
}

/** @type {Set<import('./supervise.mjs').Kept>} */
const running = new Set();

/** Stops whatever part is running. */
export const stopRunning = async () => {
  await Promise.all([...running].map((kept) => kept.stop()));
};
