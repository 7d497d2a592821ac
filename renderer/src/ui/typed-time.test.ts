import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { clockTime } from '#shared/domain/clock-time';
import { i18n } from '../app/i18n';
import { twoDigits, writeTimesBy } from './format';
import { keptTime, parseTime, shownTime, steppedTime, unreadTime } from './typed-time';

afterEach(() => {
  writeTimesBy('24');
});

const minutes = fc.integer({ min: 0, max: 1439 });
const hourOf = (minute: number) => Math.floor(minute / 60);
const pastOf = (minute: number) => String(minute % 60).padStart(2, '0');

describe('a typed time', () => {
  it.each([
    ['9', 540],
    ['930', 570],
    ['9.30', 570],
    ['09:30', 570],
    ['9 30', 570],
    ['1015', 615],
    ['1430', 870],
    ['14.30', 870],
    ['2.30p', 870],
    ['2:30 pm', 870],
    ['2 P.M.', 840],
    ['5pm', 1020],
    ['12am', 0],
    ['12p', 720],
    ['२:३०', 150],
    ['24:00', null],
    ['14:30 pm', null],
    ['0 am', null],
    ['9:75', null],
    ['9:5', null],
    ['9:30:00', null],
    ['noon', null],
    ['', null],
  ])('%s is read as minute %s', (typed, minute) => {
    expect(parseTime(typed)).toBe(minute);
  });

  it('every minute is read from every way of writing it', () => {
    const by24 = fc.constantFrom(':', '.', ' ', '');
    const halves = fc.constantFrom('', ' ', '  ');
    const endings = fc.constantFrom('', 'm', '.m.', 'M');
    fc.assert(
      fc.property(minutes, by24, halves, endings, (minute, sign, gap, ending) => {
        const past = pastOf(minute);
        expect(parseTime(`${String(hourOf(minute))}${sign}${past}`)).toBe(minute);
        expect(parseTime(`${String(hourOf(minute)).padStart(2, '0')}${sign}${past}`)).toBe(minute);
        const twelve = hourOf(minute) % 12 === 0 ? 12 : hourOf(minute) % 12;
        const half = hourOf(minute) < 12 ? 'a' : 'p';
        expect(parseTime(`${String(twelve)}${sign}${past}${gap}${half}${ending}`)).toBe(minute);
      }),
    );
  });

  it('what the clinic writes is read as the same time, by either clock', () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom('12' as const, '24' as const), (minute, clock) => {
        expect(parseTime(clockTime(twoDigits(minute), clock))).toBe(minute);
      }),
    );
  });

  it('whatever is typed is a time of the day or stays as it is', () => {
    const piece = fc.constantFrom('0', '1', '2', '5', '9', ':', '.', ' ', 'a', 'p', 'm', '१', '-', 'h');
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 9 }), fc.boolean(), (typed, isEnd) => {
        const kept = keptTime(typed, isEnd);
        expect(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(kept) || kept === typed.trim()).toBe(true);
        expect(keptTime(kept, isEnd)).toBe(kept);
        expect(keptTime(shownTime(kept), isEnd)).toBe(kept);
      }),
    );
  });
});

describe('a time field', () => {
  it('midnight ends a day where hours end, and begins one elsewhere', () => {
    expect(['24', '2400', '24:00', '12 am', '0:00'].map((typed) => keptTime(typed, true))).toEqual(
      Array.from({ length: 5 }, () => '24:00'),
    );
    expect([keptTime('12 am'), keptTime('24:00')]).toEqual(['00:00', '24:00']);
  });

  it('a time stands as the clinic writes it; what is none stands as typed', () => {
    expect([shownTime('14:30'), shownTime('half two')]).toEqual(['14:30', 'half two']);
    writeTimesBy('12');
    expect([shownTime('14:30'), shownTime('24:00')]).toEqual(['2:30 pm', '12:00 am']);
  });

  it('the arrows go along the grid and stop at the ends of the day', () => {
    expect([steppedTime('10:00', 1), steppedTime('10:02', 1), steppedTime('10:02', -1)]).toEqual([
      '10:05',
      '10:05',
      '10:00',
    ]);
    expect([steppedTime('00:00', -1), steppedTime('23:55', 1), steppedTime('soon', 1)]).toEqual([
      null,
      null,
      null,
    ]);
    expect([steppedTime('23:55', 1, true), steppedTime('24:00', -1, true)]).toEqual(['24:00', '23:55']);
  });

  it('says which text it does not understand, and what it does', () => {
    expect(unreadTime(i18n.t, ' half two ')).toBe(
      '“half two” is not a time. Type it like 9, 9:30, 1430 or 2:30 pm.',
    );
    expect([unreadTime(i18n.t, ''), unreadTime(i18n.t, '2.30p')]).toEqual([undefined, undefined]);
  });
});
