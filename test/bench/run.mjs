/** The bench's entry for plain Node: makes a bundle of the TypeScript, as the desks' processes are one, and runs it. */
import { pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';

const { module: processes } = await runnerImport('./test/support/processes.ts', {
  configFile: false,
  logLevel: 'error',
});
const { main } = await import(pathToFileURL(await processes.bundled('test/bench/main.ts')).href);
await main(process.argv.slice(2));
