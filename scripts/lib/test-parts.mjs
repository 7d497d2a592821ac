/** The parts of `npm test`, in order: what each one runs and what it needs before. */
import { join } from 'node:path';
import { local, nodeModules, root } from './paths.mjs';

/**
 * @typedef {'servers' | 'faults' | 'benchServers' | 'product' | 'compat' | 'tools' | 'electron'} Need
 * @typedef {object} Part
 * @property {string} name
 * @property {'check' | 'build' | 'vitest' | 'playwright' | 'package' | 'bench'} kind
 * @property {string[]} [command]  arguments of node
 * @property {Need[]} needs
 * @property {boolean} [extra]     runs only when it is named, or with --long
 */

/** @param {string[]} path */
const bin = (...path) => join(nodeModules, ...path);

/** Where the reporters write, one file a part. @param {string} name */
export const reportFile = (name) => join(local, 'test-reports', `${process.pid}-${name}.json`);

/** @param {string} name @param {string[]} [projects] */
const vitest = (name, projects = [name]) => [
  bin('vitest', 'vitest.mjs'),
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--allowOnly=false',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile(name)}`,
];

/** @type {Part[]} */
export const parts = [
  {
    name: 'format',
    kind: 'check',
    command: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    needs: [],
  },
  {
    name: 'lint',
    kind: 'check',
    command: [bin('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'],
    needs: [],
  },
  {
    name: 'boundaries',
    kind: 'check',
    command: [
      bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['electron', 'renderer', 'shared', 'migrations'],
    ],
    needs: [],
  },
  { name: 'types', kind: 'check', command: [bin('typescript', 'bin', 'tsc'), '-b'], needs: [] },
  { name: 'unused', kind: 'check', command: [bin('knip', 'bin', 'knip.js')], needs: [] },
  { name: 'build', kind: 'build', needs: [] },
  { name: 'unit', kind: 'vitest', command: vitest('unit', ['unit', 'renderer']), needs: [] },
  { name: 'contract', kind: 'vitest', command: vitest('contract'), needs: ['servers', 'product'] },
  { name: 'integration', kind: 'vitest', command: vitest('integration'), needs: ['servers', 'product'] },
  { name: 'faults', kind: 'vitest', command: vitest('faults'), needs: ['servers', 'faults', 'product'] },
  {
    name: 'e2e',
    kind: 'playwright',
    command: [
      bin('@playwright', 'test', 'cli.js'),
      'test',
      ...['--project', 'browser', '--project', 'electron', '--reporter', 'list,json', '--forbid-only'],
    ],
    needs: ['servers', 'faults', 'product', 'compat', 'tools', 'electron'],
  },
  {
    name: 'package',
    kind: 'package',
    command: vitest('package'),
    needs: ['servers', 'product', 'compat', 'tools', 'electron'],
  },
  {
    name: 'bench',
    kind: 'bench',
    command: [join(root, 'test', 'bench', 'run.mjs'), '--short'],
    needs: ['benchServers', 'product', 'tools'],
  },
  {
    name: 'printer',
    kind: 'playwright',
    command: [
      bin('@playwright', 'test', 'cli.js'),
      'test',
      ...['--project', 'printer', '--reporter', 'list,json', '--forbid-only'],
    ],
    needs: ['servers', 'product', 'compat', 'tools', 'electron'],
    extra: true,
  },
  { name: 'fuzz', kind: 'vitest', command: vitest('fuzz'), needs: ['servers', 'product'], extra: true },
];
