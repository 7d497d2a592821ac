import Button from '@mui/material/Button';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorProfile } from '#shared/contract/doctors';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { useClinicZone } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { movedAmongRows } from '../../ui/row-keys';
import { PageFrame } from '../settings/page-frame';
import { DoctorForm } from './doctor-form';
import { DoctorLeaving } from './doctor-leaving';
import './people.css';

function nameOf({ fields }: DoctorProfile): string {
  return [fields.title, fields.firstName, fields.lastName].filter((part) => part).join(' ');
}

/** The clinic's doctors in the order of their columns, with the profile of whoever is chosen. */
export function DoctorsPage() {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const { data, error } = useCallQuery('doctors.profiles', {});
  const doctors = data ?? [];
  const [shown, setShown] = useState<DoctorProfile['id'] | 'new' | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const chosen = doctors.find(({ id }) => id === shown);

  const move = async (doctor: DoctorProfile, by: 1 | -1) => {
    const ids = doctors.map(({ id }) => id);
    const from = ids.indexOf(doctor.id);
    const other = ids[from + by];
    if (other === undefined) return;
    ids[from + by] = doctor.id;
    ids[from] = other;
    const answer = await change('doctors.order', { id: doctor.id, version: doctor.version, ids });
    if (answer.ok) notify(t('people.doctor.moved', { name: nameOf(doctor) }), 'undo');
    else notify(errorWords(t, answer.error, zone), 'none', 'error');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const doctor = doctors.find(
      ({ id }) => event.target instanceof HTMLElement && event.target.dataset['row'] === String(id),
    );
    if (event.altKey && doctor && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      void move(doctor, event.key === 'ArrowUp' ? -1 : 1);
    } else movedAmongRows(event, list.current);
  };

  const aside =
    shown === 'new' ? (
      <>
        <h2>{t('people.doctor.add')}</h2>
        <DoctorForm
          key="new"
          doctor={null}
          onSaved={setShown}
          onDiscard={() => {
            setShown(null);
          }}
        />
      </>
    ) : chosen ? (
      <>
        <h2>{nameOf(chosen)}</h2>
        <DoctorForm key={chosen.id} doctor={chosen} onSaved={setShown} onDiscard={() => undefined} />
        <DoctorLeaving key={`leaving-${String(chosen.id)}`} doctor={chosen} name={nameOf(chosen)} />
      </>
    ) : (
      <p className="muted">{t('people.doctor.choose')}</p>
    );

  return (
    <PageFrame
      lead={
        <>
          {t('people.doctor.lead')} <Kbd k={KEY.altUpDown} />
        </>
      }
      aside={aside}
    >
      <div className="people-tools">
        <Button
          variant="outlined"
          onClick={() => {
            setShown('new');
          }}
        >
          {t('people.doctor.add')}
        </Button>
      </div>
      {error ? <p role="alert">{errorWords(t, error.error, zone)}</p> : null}
      {doctors.length === 0 ? (
        <p className="empty">{data ? t('people.doctor.none') : t('common.loading')}</p>
      ) : (
        <ul
          ref={list}
          className="people-list"
          aria-label={t('settings.pages.doctors.title')}
          onKeyDown={onKeyDown}
        >
          {doctors.map((doctor) => (
            <li key={doctor.id}>
              <button
                type="button"
                className="row"
                data-row={doctor.id}
                aria-current={doctor.id === shown}
                onClick={() => {
                  setShown(doctor.id);
                }}
              >
                <b>
                  <i
                    className="doctor-swatch"
                    aria-hidden="true"
                    style={{ background: doctor.fields.colour ?? 'var(--line)' }}
                  />
                  {nameOf(doctor)}
                </b>
                <span>{doctor.fields.specialization}</span>
                <span className={doctor.deleted ? 'people-off' : ''}>
                  {doctor.deleted
                    ? t('people.doctor.goneShort')
                    : t('common.minutes', { count: doctor.fields.defaultMinutes })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </PageFrame>
  );
}
