import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';

describe('the host’s arguments', () => {
  it('reads port, time and opening', () => {
    expect(readArguments(['--port', '4100', '--now', '2027-01-04T05:38:00Z', '--open'])).toEqual({
      port: 4100,
      now: 1_799_041_080_000,
      open: true,
    });
    expect(readArguments([])).toEqual({ port: 0, now: null, open: false });
  });

  it.each([
    ['--port', '70000'],
    ['--port', 'x'],
    ['--now', 'yesterday'],
    ['--now', '2027-01-04T05:38:00'],
    ['--now', '2027-13-04T05:38:00Z'],
    ['--never', 'heard'],
  ])('refuses %s %s', (...given) => {
    expect(() => readArguments(given)).toThrow(given[1] === 'heard' ? '--never' : given[1]);
  });
});
