/**
 * `npm test [-- part part | --long]`: everything, or the named parts, on servers of its own; `--long` adds the long ones. The closing line counts real tests
 * and checks; anything that failed, was skipped or did not run at all makes the exit code 1.
 */
import { installed } from './lib/install.mjs';
import { log, seconds } from './lib/progress.mjs';
import { atEnd, leave, main } from './lib/shutdown.mjs';
import { parts } from './lib/test-parts.mjs';
import { runPart, stopRunning } from './lib/test-runner.mjs';
import { testSetup } from './lib/test-setup.mjs';

const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

await main(async () => {
  const chosen = choose(process.argv.slice(2));
  const started = Date.now();
  await installed(log);
  const setup = testSetup(log);
  atEnd(stopRunning);

  // Checks and builds use one core each, so two at a time are quicker; tests that measure time run alone.
  const quick = chosen.filter(({ kind }) => kind === 'check' || kind === 'build');
  const slow = chosen.filter((part) => !quick.includes(part));
  const results = [...(await twoAtATime(quick, setup))];
  for (const part of slow) {
    print(`\n── ${part.name} ──`);
    const result = await runPart(part, setup, print);
    print(line(result));
    results.push(result);
  }

  const order = chosen.map(({ name }) => name);
  results.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  print(`\n${'part'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'time'.padStart(10)}`);
  for (const result of results) print(line(result));
  print(`${''.padEnd(30)}${seconds(Date.now() - started).padStart(10)}`);
  print(`${passed} passed, ${failed} failed`);
  await leave(failed === 0 ? 0 : 1);
});

/** @param {string[]} wishes */
function choose(wishes) {
  const long = wishes.includes('--long');
  const names = wishes.filter((wish) => wish !== '--long');
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no such part: ${unknown.join(', ')}; the parts are ${parts.map(({ name }) => name).join(', ')}`,
    );
  }
  const chosen =
    names.length === 0
      ? parts.filter(({ extra }) => long || !extra)
      : parts.filter(({ name }) => names.includes(name));
  // The bench has a long form of its own.
  const form = (/** @type {string} */ word) => (long && word === '--short' ? '--full' : word);
  return chosen.map((part) => (part.command ? { ...part, command: part.command.map(form) } : part));
}

/**
 * @param {import('./lib/test-parts.mjs').Part[]} queue
 * @param {ReturnType<typeof testSetup>} setup
 */
async function twoAtATime(queue, setup) {
  /** @type {import('./lib/test-runner.mjs').Result[]} */
  const results = [];
  const waiting = [...queue];
  const worker = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      /** @type {string[]} */
      const said = [];
      const result = await runPart(part, setup, (text) => said.push(text));
      print(`\n── ${part.name} ──\n${result.failed > 0 ? `${said.join('\n')}\n` : ''}${line(result)}`);
      results.push(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** @param {import('./lib/test-runner.mjs').Result} result */
function line({ name, passed, failed, ms, remarks }) {
  const numbers = `${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds(ms).padStart(10)}`;
  return `${name.padEnd(14)}${numbers}${remarks.length > 0 ? `  ${remarks.join(', ')}` : ''}`;
}
