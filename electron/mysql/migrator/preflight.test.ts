import { describe, expect, test } from 'vitest';
import { globalPrivilegesOf, refusal, type ServerFacts } from './preflight';

const good: ServerFacts = {
  version: '8.4.3',
  versionComment: 'MySQL Community Server - GPL',
  logBin: true,
  trustFunctionCreators: true,
  groupMultiPrimary: false,
  readOnly: false,
  globalPrivileges: new Set(['SET_ANY_DEFINER']),
};

describe('the preflight', () => {
  test.each(['8.4.0', '8.4.3', '9.0.1', '9.7.4-2'])('takes MySQL %s', (version) => {
    expect(refusal({ ...good, version })).toBeNull();
  });

  test.each([
    [
      { version: '11.4.2-MariaDB-1' },
      'The server is MariaDB (11.4.2-MariaDB-1); Smart Clinic needs MySQL 8.4 or 9, which is a different server.',
    ],
    [
      { version: '9.0.0', versionComment: 'mariadb.org binary distribution' },
      'The server is MariaDB (9.0.0); Smart Clinic needs MySQL 8.4 or 9, which is a different server.',
    ],
    [{ version: '8.0.40' }, 'The server is MySQL 8.0.40; Smart Clinic needs MySQL 8.4 or 9.'],
    [{ version: '5.7.44' }, 'The server is MySQL 5.7.44; Smart Clinic needs MySQL 8.4 or 9.'],
    [{ version: '10.1.0' }, 'The server is MySQL 10.1.0; Smart Clinic needs MySQL 8.4 or 9.'],
    [
      { groupMultiPrimary: true },
      'The server is in a Group Replication group with several primaries; Smart Clinic needs single-primary mode.',
    ],
    [{ readOnly: true }, 'The server is read-only (a replica?); migrate on the primary.'],
    [
      { globalPrivileges: new Set(['SUPER']) },
      "The owner's account lacks SET_ANY_DEFINER: GRANT SET_ANY_DEFINER ON *.* TO it, so that triggers belong to clinic_definer@localhost.",
    ],
    [
      { trustFunctionCreators: false },
      "The server keeps a binary log, so triggers need log_bin_trust_function_creators = 1 or SUPER for the owner's account.",
    ],
  ] satisfies readonly (readonly [Partial<ServerFacts>, string])[])(
    'refuses %o in one sentence',
    (facts, sentence) => {
      expect(refusal({ ...good, ...facts })).toBe(sentence);
    },
  );

  test('asks for no trust where SUPER is held or no binary log is kept', () => {
    const distrusted = { ...good, trustFunctionCreators: false };
    expect(refusal({ ...distrusted, globalPrivileges: new Set(['SET_ANY_DEFINER', 'SUPER']) })).toBeNull();
    expect(refusal({ ...distrusted, logBin: false })).toBeNull();
  });

  test('reads privileges held on everything, and not those on one database', () => {
    expect(
      globalPrivilegesOf([
        'GRANT PROCESS, CREATE USER ON *.* TO `owner`@`%`',
        'GRANT SET_ANY_DEFINER ON *.* TO `owner`@`%`',
        'GRANT SUPER ON `clinic`.* TO `owner`@`%`',
      ]),
    ).toEqual(new Set(['PROCESS', 'CREATE USER', 'SET_ANY_DEFINER']));
  });
});
