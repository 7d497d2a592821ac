import { describe, expect, it } from 'vitest';
import { ClinicDate, ClinicDateTime } from '#shared/values/wall-clock';
import { type DoctorsDay, planDelay, planEnd, whoCanReturn } from './delay';
import type { TimeRange } from './slots';

const date = ClinicDate.parse('2027-01-04');

function range(times: string): TimeRange {
  const [start = '', end = ''] = times.split('-');
  return {
    start: ClinicDateTime.parse(`2027-01-04T${start}`),
    end:
      end === '24:00' ? ClinicDateTime.parse('2027-01-05T00:00') : ClinicDateTime.parse(`2027-01-04T${end}`),
  };
}

function day(
  rest: readonly string[],
  more: Partial<Pick<DoctorsDay, 'open' | 'exists'>> & { fixed?: string[] } = {},
): DoctorsDay {
  return {
    date,
    rest: rest.map((times, index) => ({ id: index + 1, ...range(times) })),
    fixed: (more.fixed ?? []).map(range),
    open: more.open ?? [{ from: '09:00', to: '18:00' }],
    exists: more.exists ?? (() => true),
  };
}

/** `1 10:40-10:55`, or `1 -` for what does not fit. */
function words(steps: ReturnType<typeof planDelay>): string[] {
  return steps.map(({ id, after }) =>
    after ? `${String(id)} ${after.start.slice(11)}-${after.end.slice(11)}` : `${String(id)} -`,
  );
}

describe('a delay that uses the gaps', () => {
  it('moves the first by all of it and the others only as far as they are pushed', () => {
    const rest = ['10:00-10:15', '10:15-10:30', '11:00-11:15', '12:00-12:30'];
    expect(words(planDelay(day(rest), 40, 'use'))).toEqual([
      '1 10:40-10:55',
      '2 10:55-11:10',
      '3 11:10-11:25',
    ]);
  });

  it('leaves alone who comes after a gap that takes the whole delay', () => {
    expect(words(planDelay(day(['10:00-10:15', '11:00-11:15']), 40, 'use'))).toEqual(['1 10:40-10:55']);
  });

  it('goes round what keeps its time', () => {
    const busy = day(['10:00-10:15', '11:00-11:15'], { fixed: ['10:40-11:00'] });
    expect(words(planDelay(busy, 40, 'use'))).toEqual(['1 11:00-11:15', '2 11:15-11:30']);
  });
});

describe('a delay that keeps the gaps', () => {
  it('moves everyone by all of it', () => {
    expect(words(planDelay(day(['10:00-10:15', '12:00-12:30']), 40, 'keep'))).toEqual([
      '1 10:40-10:55',
      '2 12:40-13:10',
    ]);
  });
});

describe('what does not fit', () => {
  it('is what would end after the doctor’s hours; a shorter one behind it may still fit', () => {
    const rest = ['17:00-17:15', '17:15-17:45', '17:45-17:50'];
    expect(words(planDelay(day(rest), 40, 'use'))).toEqual(['1 17:40-17:55', '2 -', '3 17:55-18:00']);
  });

  it('is what would run into the midday break; the afternoon keeps its times', () => {
    const open = [
      { from: '09:00', to: '13:00' },
      { from: '16:00', to: '20:00' },
    ];
    const rest = ['12:15-12:30', '12:30-12:45', '16:00-16:15'];
    expect(words(planDelay(day(rest, { open }), 30, 'use'))).toEqual(['1 12:45-13:00', '2 -']);
    expect(words(planDelay(day(rest, { open }), 30, 'keep'))).toEqual([
      '1 12:45-13:00',
      '2 -',
      '3 16:30-16:45',
    ]);
  });

  it('is, of those booked outside the hours, only what would run over midnight', () => {
    const rest = ['21:00-21:30', '23:00-23:20', '23:20-24:00'];
    expect(words(planDelay(day(rest), 40, 'keep'))).toEqual(['1 21:40-22:10', '2 23:40-00:00', '3 -']);
  });

  it('is what would begin in an hour that the clocks skip', () => {
    const exists = (time: string) => !time.includes('T10:');
    expect(words(planDelay(day(['09:30-09:45'], { exists }), 40, 'use'))).toEqual(['1 -']);
  });
});

describe('a day without anybody left', () => {
  it('has nobody to move, and ending a day takes everyone off it', () => {
    expect(planDelay(day([]), 40, 'use')).toEqual([]);
    expect(planEnd(day([]))).toEqual([]);
    expect(words(planEnd(day(['11:00-11:15', '10:00-10:15'])))).toEqual(['2 -', '1 -']);
  });
});

describe('the way back', () => {
  it('is open to all when nobody has come between', () => {
    const returns = [
      { id: 1, now: range('10:40-10:55'), target: range('10:00-10:15') },
      { id: 2, now: null, target: range('10:40-10:55') },
    ];
    expect(whoCanReturn(returns, [range('09:00-10:00')])).toEqual({ going: returns, staying: [] });
  });

  it('is closed by who has taken the place, and by who therefore stays', () => {
    const first = { id: 1, now: range('10:40-10:55'), target: range('10:00-10:15') };
    const second = { id: 2, now: range('11:20-11:35'), target: range('10:40-10:55') };
    const third = { id: 3, now: range('12:00-12:15'), target: range('11:00-11:15') };
    expect(whoCanReturn([first, second, third], [range('10:05-10:20')])).toEqual({
      going: [third],
      staying: [first, second],
    });
  });
});
