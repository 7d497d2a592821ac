/** `npm run bench [-- --full]`: the bench's own entry, with a pair of servers and the tools it measures with. */
import { join } from 'node:path';
import { installed } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { log } from './lib/progress.mjs';
import { atEnd, leave, main } from './lib/shutdown.mjs';
import { keep } from './lib/supervise.mjs';
import { testEnvironment, testSetup } from './lib/test-setup.mjs';

await main(async () => {
  await installed(log);
  const setup = testSetup(log);
  const added = await Promise.all([setup.have('benchServers'), setup.have('product'), setup.have('tools')]);
  const bench = await keep({
    command: process.execPath,
    args: [join(root, 'test', 'bench', 'run.mjs'), ...process.argv.slice(2)],
    cwd: root,
    env: Object.assign(testEnvironment(), ...added),
    onLine: (line) => process.stdout.write(`${line}\n`),
  });
  atEnd(bench.stop);
  await leave(await bench.ended);
});
