/** What `migrate` was asked to do. */
export interface MigrateArguments {
  readonly only: 'mysql' | 'mongo' | null;
  readonly downTo: number | null;
  readonly firstAdmin: string | null;
}

export const usage = 'migrate [--first-admin NAME] [--only mysql|mongo [--down-to N]]';

/** Reads the command line; anything it does not know is an error, so that a typing mistake migrates nothing. */
export function parseMigrateArguments(argv: readonly string[]): MigrateArguments {
  let only: MigrateArguments['only'] = null;
  let downTo: number | null = null;
  let firstAdmin: string | null = null;
  for (let at = 0; at < argv.length; at += 2) {
    const value = argv[at + 1];
    if (value === undefined) throw new Error(`Usage: ${usage}`);
    if (argv[at] === '--only' && (value === 'mysql' || value === 'mongo')) only = value;
    else if (argv[at] === '--down-to' && /^\d{1,4}$/.test(value)) downTo = Number(value);
    else if (argv[at] === '--first-admin') firstAdmin = value;
    else throw new Error(`Usage: ${usage}`);
  }
  if (downTo !== null && only === null) {
    throw new Error('--down-to needs --only mysql or --only mongo: each store counts its own migrations.');
  }
  if (firstAdmin !== null && (downTo !== null || only === 'mongo')) {
    throw new Error('--first-admin goes with migrating MySQL up.');
  }
  return { only, downTo, firstAdmin };
}
