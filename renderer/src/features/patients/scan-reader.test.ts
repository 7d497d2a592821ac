import { describe, expect, test } from 'vitest';
import { type Reading, ScanReader } from './scan-reader';

function typed(keys: readonly string[], gap: number, reader = new ScanReader()): Reading {
  let at = 1_000;
  let last: Reading = 'other';
  for (const key of keys) {
    at += gap;
    last = reader.read({ key, at, chord: false });
  }
  return last;
}

const scan = [...Array.from('10042'), 'Enter'];

describe('a scanner', () => {
  test.each([1, 8, 16, 30])('with %i ms between its keys is read', (gap) => {
    expect(typed(scan, gap)).toEqual({ scanned: '10042' });
  });

  test('may send capitals and signs', () => {
    expect(typed(['Shift', 'O', 'Shift', 'F', '-', '1', '2', '/', 'Shift', 'A', 'Enter'], 5)).toEqual({
      scanned: 'OF-12/A',
    });
  });

  test('is read again at once after itself', () => {
    const reader = new ScanReader();
    expect(typed([...Array.from(scan), ...scan], 2, reader)).toEqual({ scanned: '10042' });
  });

  test('after a person’s keys gives its own keys only', () => {
    const reader = new ScanReader();
    reader.read({ key: '9', at: 0, chord: false });
    expect(typed(scan, 3, reader)).toEqual({ scanned: '10042' });
  });
});

describe('a person', () => {
  test.each([31, 60, 300])('with %i ms between the keys is not a scanner', (gap) => {
    expect(typed(scan, gap)).toBe('other');
  });

  test('four digits, however fast, are no scan', () => {
    expect(typed([...Array.from('1004'), 'Enter'], 5)).toBe('other');
  });

  test('a word without a digit, however fast, is no scan', () => {
    expect(typed([...Array.from('sharma'), 'Enter'], 5)).toBe('other');
  });

  test('a chord or an arrow ends the burst', () => {
    const reader = new ScanReader();
    for (const [at, key] of [...Array.from('100')].entries()) reader.read({ key, at, chord: false });
    expect(reader.read({ key: 'z', at: 4, chord: true })).toBe('other');
    expect(typed(['4', '2', 'Enter'], 2, reader)).toBe('other');
  });

  test('Enter long after the last key is Enter', () => {
    const reader = new ScanReader();
    for (const [at, key] of [...Array.from('10042')].entries()) reader.read({ key, at, chord: false });
    expect(reader.read({ key: 'Enter', at: 200, chord: false })).toBe('other');
  });
});
