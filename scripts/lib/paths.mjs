/** Where things stand: the project's own folders, so that no other file spells a path. */
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const local = join(root, '.local');
export const nodeModules = join(root, 'node_modules');

/** Programs that were fetched; `CLINIC_PROGRAMS` lets several checkouts share one folder. */
export const programsFolder = () => resolve(root, process.env.CLINIC_PROGRAMS ?? join('.local', 'programs'));

/** The data of one private instance (`dev`, `test`, `faults`, `bench`). */
export const dataFolder = (/** @type {string} */ instance) => join(local, 'data', instance);
