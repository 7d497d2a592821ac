import { afterEach, describe, expect, it } from 'vitest';
import { texts } from '#shared/texts/texts';
import { ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';
import { placeTimes } from '../features/hours/logic/week-moves';
import { timesWords } from '../features/hours/logic/rule-words';
import { valueWords } from '../features/clinic/value-words';
import { momentWords } from '../features/audit/words';
import { i18n } from '../app/i18n';
import { clinicTimeOf, gridTime, minuteTime, timeOf, wallTimes, writeDaysBy, writeTimesBy } from './format';

afterEach(() => {
  writeTimesBy('24');
});

const instant = UtcInstant.parse('2027-01-04T09:05:07Z');

/** Every way in which a time gets onto a screen. */
const shown = () => ({
  visit: timeOf(ClinicDateTime.parse('2027-01-04T14:05')),
  minute: minuteTime(845),
  instant: clinicTimeOf(instant, 'UTC'),
  audit: momentWords(instant, 'en-IN', 'UTC'),
  hours: wallTimes({ from: '09:00', to: '24:00' }),
  week: placeTimes({ from: 825, to: 1440 }),
  rule: timesWords(i18n.t, '13:00', '14:00'),
  opening: valueWords(i18n.t, [{ from: '09:00', to: '13:00' }]),
  grid: [0, 30, 540, 570, 720, 765, 1380].map(gridTime).join(' '),
});

describe('times on the screens', () => {
  it('are written by 24 hours', () => {
    expect(shown()).toEqual({
      visit: '14:05',
      minute: '14:05',
      instant: '09:05',
      audit: '4 Jan 2027, 09:05:07',
      hours: '09:00–24:00',
      week: '13:45–24:00',
      rule: '13:00 to 14:00',
      opening: '09:00–13:00',
      grid: '00:00 00:30 09:00 09:30 12:00 12:45 23:00',
    });
  });

  it('are written by 12 hours where the clinic does', () => {
    writeTimesBy('12');
    expect(shown()).toEqual({
      visit: '2:05 pm',
      minute: '2:05 pm',
      instant: '9:05 am',
      audit: '4 Jan 2027, 9:05:07 am',
      hours: '9:00 am–12:00 am',
      week: '1:45 pm–12:00 am',
      rule: '1:00 pm to 2:00 pm',
      opening: '9:00 am–1:00 pm',
      grid: '12 am 12:30 9 am 9:30 12 pm 12:45 11 pm',
    });
  });
});

describe('counts in sentences', () => {
  afterEach(() => {
    writeDaysBy('en-IN');
  });

  it('have the separators of the clinic', () => {
    const said = () => i18n.t('exports.calendar.saved', { name: 'Dr Rao', count: 114_900 });
    expect(said()).toBe('Dr Rao holds 1,14,900 appointments.');
    writeDaysBy('en-GB');
    expect(said()).toBe('Dr Rao holds 114,900 appointments.');
  });

  it('stay as they are where the screen has written them already, and in the singular', () => {
    expect(i18n.t('exports.total', { count: 2000, rows: '2.000' })).toBe('2.000 rows in all');
    expect(i18n.t('exports.calendar.saved', { name: 'Dr Rao', count: 1 })).toBe(
      'Dr Rao holds 1 appointment.',
    );
  });

  it('no sentence of either language counts without them', () => {
    for (const sentences of [texts.en, texts.hi]) {
      expect(JSON.stringify(sentences).match(/\{\{(count|total|rows)\}\}/g)).toBeNull();
    }
  });
});
