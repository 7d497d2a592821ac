import { describe, expect, test } from 'vitest';
import { parseMysqlAddress } from './connect';
import { lockName } from './runner';

describe('the address', () => {
  test('is read whole, with what was escaped in it', () => {
    expect(parseMysqlAddress('mysql://own%40er:p%2Fw%3A@[::1]:3307/clinic_1?ssl=true')).toEqual({
      host: '::1',
      port: 3307,
      user: 'own@er',
      password: 'p/w:',
      database: 'clinic_1',
      tls: true,
    });
    expect(parseMysqlAddress('mysql://desk@db.example/clinic')).toMatchObject({
      port: 3306,
      password: '',
      tls: false,
    });
  });

  test.each(['', 'clinic', 'postgres://a@b/c'])('%j is none', (address) => {
    expect(() => parseMysqlAddress(address)).toThrow(
      'must look like mysql://user:password@host:3306/database',
    );
  });

  test.each(['mysql://a@b', 'mysql://a@b/', 'mysql://a@b/x;y', `mysql://a@b/${'x'.repeat(65)}`])(
    '%j names no database',
    (address) => {
      expect(() => parseMysqlAddress(address)).toThrow('must end with the name of the database');
    },
  );
});

describe('the lock', () => {
  test("holds the database's name, or its fingerprint when that is too long for MySQL", () => {
    expect(lockName('clinic')).toBe('clinic-migrate:clinic');
    expect(lockName('x'.repeat(64))).toHaveLength(63);
    expect(lockName('x'.repeat(64))).not.toBe(lockName('x'.repeat(63)));
  });
});
