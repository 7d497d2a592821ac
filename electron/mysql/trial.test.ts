import { describe, expect, test } from 'vitest';
import { CONNECTION_FAULTS } from '#shared/contract/system';
import { faultByCode, faultOf } from './trial';

function failure(facts: object, cause?: Error): Error {
  return Object.assign(new Error('no connection', { cause }), facts);
}

describe('what a code of Node or a driver means', () => {
  test.each([
    ['ENOTFOUND', 'host_unknown'],
    ['EAI_AGAIN', 'host_unknown'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tls_untrusted'],
    ['HANDSHAKE_NO_SSL_SUPPORT', 'tls_not_offered'],
  ])('%s: %s', (code, expected) => {
    expect(faultByCode(failure({ code }))).toBe(expected);
    // MongoDB's driver wraps what Node said.
    expect(faultByCode(failure({}, failure({}, failure({ code }))))).toBe(expected);
  });

  test('a code that nobody knows, a name that every object has, and a chain without end', () => {
    expect(faultByCode(failure({ code: 'EODD' }))).toBeNull();
    expect(faultByCode(failure({ code: 'constructor' }))).toBeNull();
    expect(faultByCode('ENOTFOUND')).toBeNull();
    const round = failure({});
    round.cause = round;
    expect(faultByCode(round)).toBeNull();
  });
});

describe('what a number of MySQL means', () => {
  test.each([
    [1040, 'too_few_connections'],
    [1044, 'no_rights'],
    [1045, 'wrong_password'],
    [1049, 'no_database'],
    [1130, 'not_from_here'],
    [1142, 'no_rights'],
    [1251, 'wrong_version'],
    [3159, 'tls_required'],
    [9999, 'unknown'],
  ])('%i: %s', (errno, expected) => {
    expect(CONNECTION_FAULTS).toContain(expected);
    expect(faultOf(failure({ errno }))).toBe(expected);
  });
});
