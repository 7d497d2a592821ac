/** `npm run build [-- compat]`: the product, or its copy for the older Electron, where it is stale. */
import { built } from './lib/build.mjs';
import { installed } from './lib/install.mjs';
import { log } from './lib/progress.mjs';
import { main } from './lib/shutdown.mjs';

await main(async () => {
  await installed(log);
  await built(process.argv.includes('compat') ? 'compat' : 'product', log);
  process.exit(0);
});
