import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { ClinicDateTime, clinicDateTime } from '#shared/values/wall-clock';
import { clinicNow } from './clinic-now';
import { isSkipped } from './clock-change';

describe('clock changes', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28T01:55', false],
    ['Europe/Berlin', '2027-03-28T02:00', true],
    ['Europe/Berlin', '2027-03-28T02:55', true],
    ['Europe/Berlin', '2027-03-28T03:00', false],
    // Occurs twice: it is the first of the two.
    ['Europe/Berlin', '2027-10-31T02:30', false],
    ['Asia/Kolkata', '2027-03-28T02:30', false],
    ['America/New_York', '2027-03-14T02:30', true],
    // By half an hour only, and a whole day at the date line.
    ['Australia/Lord_Howe', '2027-10-03T02:15', true],
    ['Australia/Lord_Howe', '2027-10-03T02:30', false],
    ['Pacific/Apia', '2011-12-30T10:00', true],
    ['Pacific/Apia', '2011-12-31T10:00', false],
  ])('%s %s skipped: %s', (zone, time, skipped) => {
    expect(isSkipped(ClinicDateTime.parse(time), zone)).toBe(skipped);
    expect(isSkipped(ClinicDateTime.parse(time), zone)).toBe(skipped);
  });

  it('is what Temporal says, at any minute of any day', () => {
    const zones = [
      'Asia/Kolkata',
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ];
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 60 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const wall = Temporal.PlainDateTime.from('1990-01-01T00:00').add({ minutes: minute });
        const there = wall.toZonedDateTime(zone).toPlainDateTime();
        expect(isSkipped(clinicDateTime(wall), zone)).toBe(!there.equals(wall));
      }),
      { numRuns: 1_000 },
    );
  });

  it('now is the clinic’s wall clock, whatever zone the machine is in', () => {
    const instant = Date.parse('2027-01-04T19:00:30Z');
    expect(clinicNow(instant, 'Asia/Kolkata')).toBe('2027-01-05T00:30');
    expect(clinicNow(instant, 'America/New_York')).toBe('2027-01-04T14:00');
  });
});
