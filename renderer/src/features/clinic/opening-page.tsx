import Button from '@mui/material/Button';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type AllSettings, WEEKDAYS } from '#shared/contract/settings';
import { useLocale } from '../../app/clock';
import { twoDigits, wallTime } from '../../ui/format';
import { TimeInput } from '../../ui/time-input';
import { parseTime, unreadTime } from '../../ui/typed-time';
import { ClinicPage, WithSettings } from './clinic-page';
import { type FormValues, type SettingsForm, useSettingsForm } from './use-settings-form';
import { weekdayName } from './value-words';

const KEYS = ['openingHours'] as const;
type Weekday = (typeof WEEKDAYS)[number];
type Range = FormValues['openingHours']['mon'][number];

const ENDS = ['from', 'to'] as const;
type End = (typeof ENDS)[number];

const FIRST: Range = { from: '09:00', to: '13:00' };
const NOON = '14:00';
const DAY_END = '24:00';

/** The week in which the clinic is open; doctors without hours of their own follow it. */
export function OpeningPage() {
  return <WithSettings Form={Opening} />;
}

function Opening({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  return (
    <ClinicPage form={form} lead={t('clinic.opening.lead')}>
      <div className="settings-card">
        {WEEKDAYS.map((weekday) => (
          <DayRow key={weekday} weekday={weekday} form={form} />
        ))}
      </div>
    </ClinicPage>
  );
}

/** What may follow the ranges there are: the afternoon after a morning, else an hour after the last. */
function nextRange(ranges: readonly Range[]): Range {
  const last = ranges.at(-1);
  if (last === undefined) return FIRST;
  const minute = parseTime(last.to);
  if (minute === null || last.to < NOON) return { from: NOON, to: '18:00' };
  return { from: twoDigits(Math.min(minute + 60, 23 * 60)), to: DAY_END };
}

interface DayProps {
  readonly weekday: Weekday;
  readonly form: SettingsForm<'openingHours'>;
}

function DayRow({ weekday, form }: DayProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const row = useRef<HTMLDivElement>(null);
  const hours = form.value('openingHours');
  const ranges = hours[weekday];
  const saved = form.saved('openingHours')[weekday];
  const day = weekdayName(weekday, locale);
  const set = (next: Range[]) => {
    form.set('openingHours', { ...hours, [weekday]: next });
  };
  const before = WEEKDAYS[WEEKDAYS.indexOf(weekday) - 1];
  const error = form.issueAt(`openingHours.${weekday}`);
  /** What is no time is neither off the grid nor in a wrong order. */
  const wrongAt = (at: number, end: End): string | undefined => {
    const { from = '', to = '' } = ranges[at] ?? {};
    const unread = { from: unreadTime(t, from), to: unreadTime(t, to) };
    return unread.from === undefined && unread.to === undefined
      ? form.issueAt(`openingHours.${weekday}.${String(at)}.${end}`)
      : unread[end];
  };
  const errors = ranges.flatMap((_, at) => ENDS.map((end) => wrongAt(at, end)));
  return (
    <div className="week-row" role="group" aria-label={day} ref={row}>
      <h2>{day}</h2>
      <div className="week-ranges">
        {ranges.length === 0 ? <span className="muted">{t('clinic.opening.closed')}</span> : null}
        {ranges.map((range, at) => (
          // A range is its place: its times change while they are typed.
          <span className="week-range" key={at}>
            {ENDS.map((end) => (
              <TimeInput
                key={end}
                label={t(`clinic.opening.${end}`, { day })}
                value={range[end]}
                saved={saved.length === ranges.length ? saved[at]?.[end] : undefined}
                isEnd={end === 'to'}
                settles
                invalid={wrongAt(at, end) !== undefined}
                onChange={(time) => {
                  set(ranges.map((one, index) => (index === at ? { ...one, [end]: time } : one)));
                }}
              />
            ))}
            <Button
              aria-label={t('clinic.opening.remove', {
                day,
                from: wallTime(range.from),
                to: wallTime(range.to),
              })}
              onClick={() => {
                set(ranges.filter((_, index) => index !== at));
              }}
            >
              ×
            </Button>
          </span>
        ))}
        {[...new Set([error, ...errors])].map((sentence) =>
          sentence === undefined ? null : (
            <p key={sentence} className="field-error" role="alert">
              {sentence}
            </p>
          ),
        )}
      </div>
      <span className="buttons">
        <Button
          aria-label={t('clinic.opening.addTo', { day })}
          onClick={() => {
            flushSync(() => {
              set([...ranges, nextRange(ranges)]);
            });
            row.current?.querySelectorAll('input')[ranges.length * 2]?.select();
          }}
        >
          {t('clinic.opening.add')}
        </Button>
        {before === undefined ? null : (
          <Button
            aria-label={t('clinic.opening.copyTo', { day, from: weekdayName(before, locale) })}
            onClick={() => {
              set(hours[before].map((range) => ({ ...range })));
            }}
          >
            {t('clinic.opening.copy')}
          </Button>
        )}
      </span>
    </div>
  );
}
