import type { Connection } from 'mysql2/promise';
import { rowsOf } from './connect';

/** A server or an account that cannot carry the clinic; the message is one sentence for the person at the screen. */
export class PreflightError extends Error {
  override readonly name = 'PreflightError';
}

export interface ServerFacts {
  readonly version: string;
  readonly versionComment: string;
  readonly logBin: boolean;
  readonly trustFunctionCreators: boolean;
  readonly groupMultiPrimary: boolean;
  readonly readOnly: boolean;
  /** Upper-case privilege names held on `*.*`. */
  readonly globalPrivileges: ReadonlySet<string>;
}

/** Whether this is another kind of server, or MySQL of another version. */
export function unfitness(
  facts: Pick<ServerFacts, 'version' | 'versionComment'>,
): 'mariadb' | 'wrong_version' | null {
  if (/mariadb/i.test(facts.version) || /mariadb/i.test(facts.versionComment)) return 'mariadb';
  const [major = 0, minor = 0] = facts.version.split('.').map((part) => Number.parseInt(part, 10));
  return major === 9 || (major === 8 && minor >= 4) ? null : 'wrong_version';
}

/** Says why this server will not do, or null. Pure, so that each refusal is tested without such a server. */
export function refusal(facts: ServerFacts): string | null {
  const unfit = unfitness(facts);
  if (unfit === 'mariadb') {
    return `The server is MariaDB (${facts.version}); Smart Clinic needs MySQL 8.4 or 9, which is a different server.`;
  }
  if (unfit === 'wrong_version') {
    return `The server is MySQL ${facts.version}; Smart Clinic needs MySQL 8.4 or 9.`;
  }
  if (facts.groupMultiPrimary) {
    return 'The server is in a Group Replication group with several primaries; Smart Clinic needs single-primary mode.';
  }
  if (facts.readOnly) {
    return 'The server is read-only (a replica?); migrate on the primary.';
  }
  if (!facts.globalPrivileges.has('SET_ANY_DEFINER')) {
    return "The owner's account lacks SET_ANY_DEFINER: GRANT SET_ANY_DEFINER ON *.* TO it, so that triggers belong to clinic_definer@localhost.";
  }
  if (facts.logBin && !facts.trustFunctionCreators && !facts.globalPrivileges.has('SUPER')) {
    return "The server keeps a binary log, so triggers need log_bin_trust_function_creators = 1 or SUPER for the owner's account.";
  }
  return null;
}

/** The privileges that `SHOW GRANTS` lines give on everything. */
export function globalPrivilegesOf(grants: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const grant of grants) {
    const names = /^GRANT (.+) ON \*\.\* TO /.exec(grant)?.[1];
    for (const name of names?.split(',') ?? []) found.add(name.trim().toUpperCase());
  }
  return found;
}

async function grantLines(connection: Connection): Promise<string[]> {
  const [role] = await rowsOf(connection, 'SELECT CURRENT_ROLE() AS active');
  const active = String(role?.['active'] ?? 'NONE');
  const rows = await rowsOf(
    connection,
    active === 'NONE' ? 'SHOW GRANTS' : `SHOW GRANTS FOR CURRENT_USER() USING ${active}`,
  );
  return rows.map((row) => String(Object.values(row)[0]));
}

/** Asks the server about itself and the account; reads only. */
export async function readServerFacts(connection: Connection): Promise<ServerFacts> {
  const [server] = await rowsOf(
    connection,
    'SELECT VERSION() AS version, @@version_comment AS comment, @@log_bin AS log_bin',
  );
  const version = String(server?.['version'] ?? '');
  const comment = String(server?.['comment'] ?? '');
  const variables = await rowsOf(
    connection,
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin_trust_function_creators', 'super_read_only', 'group_replication_group_name', 'group_replication_single_primary_mode')",
  );
  const value = (name: string): string =>
    String(variables.find((row) => row['Variable_name'] === name)?.['Value'] ?? '');
  return {
    version,
    versionComment: comment,
    logBin: Number(server?.['log_bin']) === 1,
    trustFunctionCreators: value('log_bin_trust_function_creators') === 'ON',
    groupMultiPrimary:
      value('group_replication_group_name') !== '' &&
      value('group_replication_single_primary_mode') === 'OFF',
    readOnly: value('super_read_only') === 'ON',
    globalPrivileges: globalPrivilegesOf(await grantLines(connection)),
  };
}

/** Refuses a server that would fail later, before anything is changed. */
export async function preflight(connection: Connection): Promise<ServerFacts> {
  const facts = await readServerFacts(connection);
  const reason = refusal(facts);
  if (reason !== null) throw new PreflightError(reason);
  return facts;
}
