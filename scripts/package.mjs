/** `npm run package`: a packed directory, with the older Electron where the product's own cannot be had. */
import { findElectron } from './lib/electron-program.mjs';
import { installed } from './lib/install.mjs';
import { packed } from './lib/packaging.mjs';
import { log } from './lib/progress.mjs';
import { main } from './lib/shutdown.mjs';

await main(async () => {
  await installed(log);
  const electron = await findElectron({ log });
  if (electron === undefined) throw new Error('no Electron can be had on this machine; see the lines above');
  const { folder, program } = await packed(electron, log);
  if (electron.kind === 'compat')
    log('packed with the older Electron, for the tests only: do not hand it out');
  process.stdout.write(`${folder}\n${program}\n`);
  process.exit(0);
});
