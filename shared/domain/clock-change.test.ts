import { describe, expect, it } from 'vitest';
import { ClinicDateTime } from '#shared/values/wall-clock';
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
  ])('%s %s skipped: %s', (zone, time, skipped) => {
    expect(isSkipped(ClinicDateTime.parse(time), zone)).toBe(skipped);
  });

  it('now is the clinic’s wall clock, whatever zone the machine is in', () => {
    const instant = Date.parse('2027-01-04T19:00:30Z');
    expect(clinicNow(instant, 'Asia/Kolkata')).toBe('2027-01-05T00:30');
    expect(clinicNow(instant, 'America/New_York')).toBe('2027-01-04T14:00');
  });
});
