import { expect, test } from 'vitest';
import { carryFault } from './outbox';

test.each([
  ['mongo 121', 'wrong_form'],
  ['mongo 10334', 'too_big'],
  ['MongoInvalidArgumentError', 'too_big'],
  ['mongo 2', 'refused'],
  ['MongoServerError', 'refused'],
  ['MongoServerSelectionError', 'away'],
  ['MongoNetworkTimeoutError', 'away'],
  ['SequelizeDatabaseError', 'unreadable'],
  ['TypeError', 'unknown'],
  [null, 'unknown'],
] as const)('%s is %s', (reason, fault) => {
  expect(carryFault(reason)).toBe(fault);
});
