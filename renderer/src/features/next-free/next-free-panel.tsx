import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NextFree } from '#shared/contract/next-free';
import { ClinicDate, dateOf, minuteOfDay, minutesBetween } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { usePrefs } from '../../app/prefs';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { doctorName, doctorShort, patientName, plainDay, shortDay, timeOf } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { movedAmongRows } from '../../ui/row-keys';
import { useCalendar, useShownDate } from '../appointments/calendar-data';
import { peekAt } from '../appointments/columns-store';
import { useCommands } from '../appointments/commands';
import { useDoctors } from '../appointments/doctors';
import { columnKey } from '../appointments/logic/columns';
import { usePatient } from '../appointments/panel/patient-field';
import { setCursor, showBooking, showDate, useScreen, type FreeSeed } from '../appointments/store';
import { useMayWriteFor } from '../session/session';
import { FreeFilters, type Filters } from './free-filters';
import { choiceOfDoctor, whoseOf } from './whose';
import './next-free.css';

type Free = NextFree['free'][number];

/** The next free times, five at a time, by what is chosen above them; Enter books one. */
export function NextFreePanel({ seed }: { readonly seed: FreeSeed }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const shown = useShownDate();
  const { all, byId } = useDoctors();
  const { columns } = useCalendar();
  const mayWriteFor = useMayWriteFor();
  const { onLetter } = useCommands();
  const patient = usePatient(seed.patientId);
  const list = useRef<HTMLDivElement>(null);
  // The keyboard goes to the first answer when the list opens and when it goes on, not while it is filtered.
  const goes = useRef(true);
  const [after, setAfter] = useState<Pick<Free, 'doctorId' | 'start'> | null>(null);
  const [filters, setFilters] = useState<Filters>(() => ({
    choice: choiceOfDoctor(seed.doctorId),
    several: [...new Set(columns.map(({ doctor }) => doctor.id as number))],
    from: shown < today ? today : shown,
    minutes: seed.minutes,
    parts: [],
    weekdays: [],
  }));
  const here = all.filter(({ deleted }) => !deleted);
  const bookable = here.filter(({ id }) => mayWriteFor(id));
  const whose = whoseOf(filters.choice, filters.several, bookable, bookable.length === here.length);
  const from = ClinicDate.safeParse(filters.from);
  const { data, error } = useCallQuery(
    'appointments.nextFree',
    {
      whose: whose ?? { kind: 'anyone' },
      from: from.success ? from.data : today,
      after,
      parts: [...filters.parts],
      weekdays: [...filters.weekdays],
      minutes: filters.minutes,
    },
    { enabled: whose !== null && from.success },
  );
  useEffect(() => {
    if (!data || !goes.current) return;
    goes.current = false;
    const first = list.current?.querySelector<HTMLElement>('.row');
    (first ?? list.current)?.focus();
  }, [data]);

  const pick = ({ doctorId, start, end }: Free) => {
    const date = dateOf(start);
    showDate(date === today ? null : date);
    if (usePrefs.getState().view === 'week') useScreen.setState({ weekDoctor: doctorId });
    peekAt(doctorId);
    setCursor({ columnKey: columnKey(doctorId, date), minute: minuteOfDay(start), visitId: null });
    showBooking(
      { doctorId, date, minute: minuteOfDay(start), length: minutesBetween(start, end) },
      // What was typed is kept as a draft and holds its own patient.
      seed.typed ? null : seed.patientId,
    );
  };
  const turn = (next: typeof after) => {
    goes.current = true;
    setAfter(next);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (!movedAmongRows(event, list.current)) onLetter(event, null);
  };
  const byNumber = (data?.byNumber ?? []).flatMap((id) => byId.get(id) ?? []).map(doctorShort);
  const last = data?.free.at(-1);
  return (
    <section className="form panel-part next-free" aria-label={t('nextFree.title')}>
      <h2>{t('nextFree.title')}</h2>
      {patient ? <p className="muted">{t('nextFree.for', { name: patientName(patient) })}</p> : null}
      <FreeFilters
        doctors={bookable}
        filters={filters}
        onChange={(next) => {
          setAfter(null);
          setFilters(next);
        }}
      />
      <div
        ref={list}
        role="group"
        tabIndex={-1}
        data-keys="list"
        aria-label={t('nextFree.list')}
        onKeyDown={keyDown}
      >
        {error && !data ? <p className="problem">{errorWords(t, error.error)}</p> : null}
        <ul className="rows">
          {(data?.free ?? []).map((time) => {
            const doctor = byId.get(time.doctorId);
            return (
              <li key={`${time.start} ${String(time.doctorId)}`}>
                <button
                  type="button"
                  className="row row--plain"
                  onClick={() => {
                    pick(time);
                  }}
                >
                  <b>
                    {shortDay(dateOf(time.start), locale)}, {timeOf(time.start)}–{timeOf(time.end)}
                  </b>
                  <span>{doctor ? doctorName(doctor) : ''}</span>
                </button>
              </li>
            );
          })}
          {data?.more && last ? (
            <li>
              <button
                type="button"
                className="row row--plain"
                onClick={() => {
                  turn({ start: last.start, doctorId: last.doctorId });
                }}
              >
                <b>{t('nextFree.more')}</b>
              </button>
            </li>
          ) : null}
          {after ? (
            <li>
              <button
                type="button"
                className="row row--plain"
                onClick={() => {
                  turn(null);
                }}
              >
                <b>{t('nextFree.again')}</b>
              </button>
            </li>
          ) : null}
        </ul>
        <div role="status">
          {data?.free.length === 0 && byNumber.length === 0 ? (
            <p className="empty">
              <b>{t('nextFree.none', { day: plainDay(data.until, locale) })}</b> {t('nextFree.noneHelp')}
            </p>
          ) : null}
          {byNumber.length > 0 ? (
            <p className="empty">
              {t('nextFree.byNumber', { doctors: byNumber.join(', '), walkIn: KEY.walkIn })}
            </p>
          ) : null}
        </div>
      </div>
      <footer className="panel-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.upDown} /> {t('keys.short.choose')}
        </span>
        <span>
          <Kbd k={KEY.enter} /> {t('nextFree.book')}
        </span>
      </footer>
    </section>
  );
}
