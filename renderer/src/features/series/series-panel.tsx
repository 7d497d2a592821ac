import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import { WEEKDAYS } from '#shared/contract/settings';
import { SERIES_UNITS, type SeriesRule } from '#shared/domain/series';
import { weekdayOfDate, type Weekday } from '#shared/domain/next-free';
import type { AppError } from '#shared/errors/app-error';
import { ClinicDate, dateOf } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { DateInput } from '../../ui/date-input';
import { fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { doctorName, patientName, shortDay, timeOf } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import type { Override } from '../appointments/actions';
import { refetchCalendars } from '../appointments/changes';
import { useDoctors } from '../appointments/doctors';
import { useDiscardDraft } from '../appointments/panel/draft';
import { RefusedBox } from '../appointments/panel/refused-box';
import { usePatient } from '../appointments/panel/patient-field';
import { showVisit, type SeriesSeed } from '../appointments/store';
import { useWeekdayWords } from '../next-free/free-filters';
import { Toggles } from '../next-free/toggles';
import { placeOf, StepList } from './step-list';

/** The booking that is being typed, repeated: the rule, every date with what stands in its way, and one key for all. */
export function SeriesPanel({ seed }: { readonly seed: SeriesSeed }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const client = useQueryClient();
  const { byId } = useDoctors();
  const weekdayWords = useWeekdayWords();
  const patient = usePatient(seed.patientId);
  const discardDraft = useDiscardDraft();
  const own = weekdayOfDate(dateOf(seed.start));
  const [every, setEvery] = useState<SeriesRule['every']>('week');
  const [interval, setInterval] = useState('1');
  const [weekdays, setWeekdays] = useState<readonly Weekday[]>([own]);
  const [count, setCount] = useState('6');
  const [until, setUntil] = useState('');
  const [instead, setInstead] = useState<Parameters<typeof placeOf>[1]>({});
  const [failed, setFailed] = useState<AppError | null>(null);
  const [isSending, setSending] = useState(false);

  const untilDate = ClinicDate.safeParse(until);
  const isUntil = until.trim() !== '';
  const rule: InputOf<'series.preview'>['rule'] = {
    every,
    interval: Number(interval),
    // The first date is always one of them.
    weekdays: every === 'week' ? WEEKDAYS.filter((day) => day === own || weekdays.includes(day)) : [],
    ends: isUntil
      ? { kind: 'until', date: untilDate.success ? untilDate.data : until }
      : { kind: 'count', count: Number(count) },
  };
  const { patientId, doctorId, start, minutes } = seed;
  const { data, error } = useCallQuery(
    'series.preview',
    { doctorId, patientId, start, minutes, rule },
    { enabled: !isUntil || untilDate.success },
  );
  const wrong = (path: string): string | undefined => {
    const issues = error?.error.code === 'VALIDATION' ? error.error.issues : [];
    const issue = issues.find((one) => one.path.startsWith(path));
    return issue && fieldWords(t, issue.code, issue.params);
  };
  const steps = error ? [] : (data?.steps ?? []);
  const inTheWay = steps.filter((step) => step.problem && !instead[step.start]).length;
  const doctor = byId.get(doctorId);

  const book = async (override?: Override) => {
    setSending(true);
    setFailed(null);
    const { type, reason, deskNotes } = seed;
    const answer = await change('series.book', {
      patientId,
      rule,
      places: steps.map((step) => ({ doctorId, ...placeOf(step, instead) })),
      type,
      reason,
      deskNotes,
      ...(override ? { override } : {}),
    });
    setSending(false);
    if (!answer.ok) {
      setFailed(answer.error);
      void client.invalidateQueries({ queryKey: ['series.preview'] });
      return;
    }
    const { visits } = answer.value.series;
    discardDraft();
    notify(t('series.booked', { count: visits.length, name: patient ? patientName(patient) : '' }), 'undo');
    await refetchCalendars(client);
    if (visits[0]) showVisit(visits[0].id);
  };

  return (
    <form
      className="form panel-part series"
      noValidate
      aria-label={t('series.title')}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (steps.length > 1 && !isSending) void book();
      }}
    >
      <h2>{t('series.title')}</h2>
      <p>
        <b>{patient ? patientName(patient) : ''}</b>{' '}
        <span className="muted">
          {[doctor ? doctorName(doctor) : '', shortDay(dateOf(start), locale), timeOf(start)].join(' · ')}
        </span>
      </p>
      <div className="pair">
        <Field label={t('series.every')} error={wrong('rule.interval')}>
          {(field) => (
            <input
              {...field}
              autoFocus
              inputMode="numeric"
              autoComplete="off"
              value={interval}
              onChange={(event) => {
                setInterval(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label={t('series.unit')}>
          {(field) => (
            <select
              {...field}
              value={every}
              onChange={(event) => {
                const unit = SERIES_UNITS.find((one) => one === event.target.value);
                if (unit) setEvery(unit);
              }}
            >
              {SERIES_UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`series.units.${unit}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {every === 'week' ? (
        <Toggles
          label={t('nextFree.weekdays')}
          options={WEEKDAYS}
          chosen={rule.weekdays}
          words={weekdayWords}
          onChange={setWeekdays}
        />
      ) : null}
      <div className="pair">
        <Field label={t('series.count')} error={isUntil ? undefined : wrong('rule.ends')}>
          {(field) => (
            <input
              {...field}
              inputMode="numeric"
              autoComplete="off"
              disabled={isUntil}
              value={isUntil ? String(steps.length) : count}
              onChange={(event) => {
                setCount(event.target.value);
              }}
            />
          )}
        </Field>
        <Field
          label={t('series.until')}
          error={isUntil ? (untilDate.success ? wrong('rule.ends') : fieldWords(t, 'not_a_date')) : undefined}
        >
          {(field) => (
            <DateInput
              id={field.id}
              invalid={field['aria-invalid']}
              describedBy={field['aria-describedby']}
              value={until}
              near={today}
              onChange={setUntil}
            />
          )}
        </Field>
      </div>
      {failed ? <RefusedBox error={failed} onOverride={(override) => void book(override)} /> : null}
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={steps.length < 2 || isSending}>
          {t('series.bookAll', { count: steps.length })}
          <Kbd k={KEY.enter} />
        </Button>
        <small className="muted" role="status">
          {inTheWay > 0 ? t('series.inTheWay', { count: inTheWay }) : ''}
        </small>
      </div>
      <StepList steps={steps} instead={instead} onChange={setInstead} />
    </form>
  );
}
