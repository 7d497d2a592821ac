/**
 * One orderly end for a script: Ctrl-C, SIGTERM, a closed terminal, or the npm above it being killed. The steps run
 * in the order opposite to the one in which they were added. A second Ctrl-C does not wait: the keepers then stop
 * everything by themselves.
 */
import { commandLine, isAlive, parentOf } from './processes.mjs';

const parentCheckMs = 500;

/** @type {(() => Promise<unknown>)[]} */
const steps = [];
/** @type {Promise<void> | undefined} */
let ending;

/** Adds a step to the end. @param {() => Promise<unknown>} stop */
export const atEnd = (stop) => void steps.push(stop);

/** Runs the steps and leaves with the code. @param {number} code @returns {Promise<void>} */
export function leave(code) {
  ending ??= (async () => {
    for (const stop of steps.reverse()) await stop().catch(() => undefined);
    process.exit(code);
  })();
  return ending;
}

/** From now on signals end the script in order. */
export function endOnSignals() {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => {
      if (ending !== undefined) process.exit(code);
      void leave(code);
    });
  }
  if (process.env.npm_lifecycle_event !== undefined) void watchNpm();
}

/** npm passes signals on, but a killed npm cannot: between it and this script there may be a shell that lives on. */
async function watchNpm() {
  const parent = process.ppid;
  const above = [parent];
  if (!/npm/.test(await commandLine(parent))) above.push(await parentOf(parent));
  setInterval(() => {
    if (process.ppid !== parent || above.some((pid) => pid > 1 && !isAlive(pid))) void leave(1);
  }, parentCheckMs).unref();
}

/**
 * Runs a script's body: what it throws is said in plain words and ends it.
 * @param {() => Promise<unknown>} body
 */
export async function main(body) {
  endOnSignals();
  try {
    await body();
  } catch (error) {
    if (ending === undefined)
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await leave(1);
  }
}
