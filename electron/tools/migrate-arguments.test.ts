import { describe, expect, test } from 'vitest';
import { parseMigrateArguments } from './migrate-arguments';

describe('the command line of migrate', () => {
  test.each([
    [[], { only: null, downTo: null, firstAdmin: null }],
    [['--first-admin', 'it'], { only: null, downTo: null, firstAdmin: 'it' }],
    [['--only', 'mysql', '--down-to', '5'], { only: 'mysql', downTo: 5, firstAdmin: null }],
    [['--only', 'mongo'], { only: 'mongo', downTo: null, firstAdmin: null }],
  ])('%j', (argv, wanted) => {
    expect(parseMigrateArguments(argv)).toEqual(wanted);
  });

  test.each([
    [['--only']],
    [['--only', 'redis']],
    [['--down-to', '-1', '--only', 'mysql']],
    [['--force', 'x']],
  ])('%j migrates nothing', (argv) => {
    expect(() => parseMigrateArguments(argv)).toThrow('Usage: migrate');
  });

  test('down needs its store named, and no first administrator', () => {
    expect(() => parseMigrateArguments(['--down-to', '0'])).toThrow(
      '--down-to needs --only mysql or --only mongo',
    );
    expect(() => parseMigrateArguments(['--only', 'mysql', '--down-to', '0', '--first-admin', 'it'])).toThrow(
      '--first-admin goes with migrating MySQL up.',
    );
  });
});
