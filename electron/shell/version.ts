import { version } from '../../package.json';

/** Written into the bundle when it is built. */
export const applicationVersion: string = version;
