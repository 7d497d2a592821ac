import { expect, test } from 'vitest';
import { i18n } from '../../app/i18n';
import { settingWords } from './value-words';

const naming = { t: i18n.t, locale: 'en-IN', doctorName: String };

test.each([
  ['chartsOpenToAll', true, 'on'],
  ['chartsOpenToAll', false, 'off'],
  ['retentionYears', null, 'for ever'],
  ['retentionYears', 5, '5 years'],
  ['retentionYears', 1, '1 year'],
  ['retentionYears', NaN, 'nothing'],
  ['idleLockMinutes', 0, 'never'],
  ['idleLockMinutes', 10, '10 min'],
  ['defaultMinutes', 15, '15 min'],
  ['clock', '12', '5:05 pm'],
  ['clock', '24', '17:05'],
  ['country', 'IN', 'India (IN)'],
  ['country', '', 'nothing'],
  ['currency', 'INR', 'Indian Rupee (INR)'],
  ['timeZone', 'America/New_York', 'America/New York'],
  ['languages', ['hi', 'en'], 'English, हिन्दी'],
  ['languages', [], 'nothing'],
  ['openingHours', [], 'Closed'],
  ['openingHours', [{ from: '09:00', to: '13:00' }], '09:00–13:00'],
  ['pharmacies', [{ name: 'CareMeds', meters: 800 }], 'CareMeds (800 m)'],
  ['pharmacies', [], 'nothing'],
  ['phone', '', 'nothing'],
  ['videoLinks', null, 'nothing'],
] as const)('%s %j is said “%s”', (key, value, said) => {
  expect(settingWords(naming, key, value)).toBe(said);
});

test('in Hindi the years are said in Hindi', () => {
  const hindi = { ...naming, t: i18n.getFixedT('hi') };
  expect([null, 5].map((value) => settingWords(hindi, 'retentionYears', value))).toEqual(['हमेशा', '5 साल']);
});
