/**
 * The order in which a server program is looked for. Each step says in one line what it tried and why it went on;
 * the first program that not only exists but can also make an empty data folder is taken.
 */
import { reason } from './progress.mjs';

/**
 * @typedef {object} Program
 * @property {string} command
 * @property {string[]} prefix    arguments before the server's own (a loader needs the program's name there)
 * @property {string[]} options   options that this copy always needs
 * @property {string} version     e.g. `9.7.0`
 */

/**
 * @typedef {object} Route
 * @property {string} what        what is tried, as words
 * @property {() => Promise<Program>} find   throws with the reason to go on
 */

/**
 * @param {{ name: string, routes: Route[], prove: (program: Program) => Promise<void>, log: import('./progress.mjs').Log }} search
 * @returns {Promise<Program>}
 */
export async function findProgram({ name, routes, prove, log }) {
  // Route 1, an address that the user gives, is settled before any program is looked for.
  const total = routes.length + 1;
  for (const [index, route] of routes.entries()) {
    const label = `${name} ${index + 2}/${total} ${route.what}`;
    try {
      const program = await route.find();
      await prove(program);
      log(`${label}: version ${program.version}`);
      return program;
    } catch (error) {
      log(`${label}: ${reason(error)}`);
    }
  }
  throw new Error(
    `No usable ${name} was found. Give an address (CLINIC_${name.toUpperCase().replace('MONGODB', 'MONGO')}_URL), ` +
      `or install it so that its server program is on the PATH.`,
  );
}
