import { expect, it } from 'vitest';
import { clockTime } from './clock-time';

it.each([
  ['00:00', '12:00 am'],
  ['09:05', '9:05 am'],
  ['12:00', '12:00 pm'],
  ['17:45', '5:45 pm'],
  ['24:00', '12:00 am'],
])('%s is written %s by 12 hours, and as it is by 24', (time, twelve) => {
  expect(clockTime(time, '12')).toBe(twelve);
  expect(clockTime(time, '24')).toBe(time);
});
