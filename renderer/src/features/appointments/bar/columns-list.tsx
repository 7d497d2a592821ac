import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import { holdsSlot } from '#shared/domain/visit-state';
import { usePrefs } from '../../../app/prefs';
import { doctorName } from '../../../ui/format';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { tell } from '../../../ui/notice';
import { useCalendar } from '../calendar-data';
import {
  EVERYBODY,
  inOrder,
  ofSpecialisation,
  specialisationsOf,
  withMoved,
  withShown,
} from '../logic/chosen-columns';

/** Whose columns this desk shows and in which order: boxes to tick, one specialisation, arrows to move. */
export function ColumnsList() {
  const { t } = useTranslation();
  const { all, columns } = useCalendar();
  const choice = usePrefs((prefs) => prefs.columns);
  const setColumns = usePrefs((prefs) => prefs.setColumns);
  const root = useRef<HTMLDivElement>(null);
  // A row that moved takes the keyboard along.
  const follow = useRef<number | null>(null);
  const doctors = all.map(({ doctor }) => doctor);
  const listed = inOrder(ofSpecialisation(doctors, choice), choice);
  const kinds = specialisationsOf(doctors);
  const isFiltered = listed.length < doctors.length;

  useLayoutEffect(() => {
    if (follow.current === null) return;
    root.current?.querySelector<HTMLElement>(`[data-doctor="${String(follow.current)}"]`)?.focus();
    follow.current = null;
  });

  const move = (doctor: DoctorDto, to: 'up' | 'down') => {
    const next = withMoved(doctors, choice, doctor.id, to);
    if (next === choice) return;
    follow.current = doctor.id;
    setColumns(next);
    const place = inOrder(ofSpecialisation(doctors, next), next).indexOf(doctor) + 1;
    tell(t('columns.moved', { doctor: doctorName(doctor), place, count: listed.length }));
  };
  const keyDown = (event: KeyboardEvent, doctor: DoctorDto) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (event.altKey) {
      move(doctor, event.key === 'ArrowUp' ? 'up' : 'down');
      return;
    }
    const at = listed.indexOf(doctor) + (event.key === 'ArrowUp' ? -1 : 1);
    const beside = listed[at];
    if (beside) root.current?.querySelector<HTMLElement>(`[data-doctor="${String(beside.id)}"]`)?.focus();
  };

  return (
    <div ref={root} className="columns-list">
      {kinds.length > 1 ? (
        <div className="chips" role="radiogroup" aria-label={t('columns.specialisation')}>
          {[null, ...kinds].map((kind) => (
            <label key={kind ?? ''} className="chip-radio">
              <input
                type="radio"
                name="columns-specialisation"
                checked={isFiltered ? choice.specialisation === kind : kind === null}
                onChange={() => {
                  setColumns({ ...choice, specialisation: kind });
                }}
              />
              <span>{kind ?? t('columns.everyKind')}</span>
            </label>
          ))}
        </div>
      ) : null}
      <ul aria-label={t('columns.title')}>
        {listed.map((doctor, index) => {
          const name = doctorName(doctor);
          const visits = all.find((column) => column.doctor === doctor)?.visits ?? [];
          const count = visits.filter(({ state }) => holdsSlot(state)).length;
          return (
            <li key={doctor.id}>
              <label>
                <input
                  type="checkbox"
                  autoFocus={index === 0}
                  data-doctor={doctor.id}
                  checked={!choice.hidden.includes(doctor.id)}
                  onChange={(event) => {
                    setColumns(withShown(choice, doctor.id, event.target.checked));
                  }}
                  onKeyDown={(event) => {
                    keyDown(event, doctor);
                  }}
                />
                <b>{name}</b>
                <span>
                  {[doctor.specialization, t('calendar.booked', { count })].filter(Boolean).join(' · ')}
                </span>
              </label>
              {(['up', 'down'] as const).map((to) => (
                <button
                  key={to}
                  type="button"
                  className="tool tool--square"
                  aria-label={t(`columns.${to}`, { doctor: name })}
                  disabled={index === (to === 'up' ? 0 : listed.length - 1)}
                  onClick={() => {
                    move(doctor, to);
                  }}
                >
                  <span className={`chevron chevron--${to}`} />
                </button>
              ))}
            </li>
          );
        })}
      </ul>
      <p className="columns-foot">
        <span role="status">{t('columns.shown', { count: columns.length, of: all.length })}</span>
        {columns.length < all.length || choice.specialisation !== null ? (
          <button
            type="button"
            className="link"
            onClick={() => {
              setColumns({ ...EVERYBODY, order: choice.order });
              root.current?.querySelector<HTMLElement>('[data-doctor]')?.focus();
            }}
          >
            {t('columns.showAll')}
          </button>
        ) : null}
        {choice.order.length > 0 ? (
          <button
            type="button"
            className="link"
            onClick={() => {
              setColumns({ ...choice, order: [] });
              root.current?.querySelector<HTMLElement>('[data-doctor]')?.focus();
            }}
          >
            {t('columns.clinicOrder')}
          </button>
        ) : null}
      </p>
      <p className="columns-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.space} /> {t('columns.keyShow')}
        </span>
        <span>
          <Kbd k={KEY.altUpDown} /> {t('columns.keyMove')}
        </span>
        <span>
          <Kbd k={KEY.escape} /> {t('common.close')}
        </span>
      </p>
    </div>
  );
}
