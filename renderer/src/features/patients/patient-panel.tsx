import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { PatientDto } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import type { PatientId } from '#shared/values/ids';
import { useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { patientName, plainDay } from '../../ui/format';
import { notify } from '../../ui/notice';
import { useMay } from '../session/session';
import { StaleBox } from '../../ui/stale-box';
import { PatientForm } from './patient-form';
import { usePatientLine } from './patient-combobox';
import { patientAsTyped, touchedFields } from './patient-schema';

interface Props {
  readonly id: PatientId;
  readonly editing: boolean;
  readonly visits: readonly AppointmentDto[];
  readonly lineOf: (visit: AppointmentDto) => string;
  readonly onEdit: (editing: boolean) => void;
  readonly onBook: (id: PatientId) => void;
  readonly onVisit: (id: number) => void;
}

/** One patient: who it is, what is booked on the days shown, and the fields to change. */
export function PatientPanel({ id, editing, visits, lineOf, onEdit, onBook, onVisit }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const mayEdit = useMay('patient.write');
  const mayBook = useMay('appointment.write');
  const line = usePatientLine();
  const client = useQueryClient();
  const { data: patient, error: loadError } = useCallQuery('patients.get', { id });
  const [error, setError] = useState<AppError | null>(null);
  if (!patient) return loadError ? <p className="problem">{errorWords(t, loadError.error)}</p> : null;
  const name = patientName(patient);

  if (editing && mayEdit) {
    const stale = error?.code === 'CONFLICT' && error.conflict.kind === 'stale' ? error.conflict : null;
    const current = stale ? PatientDto.safeParse(stale.current) : null;
    const save = async (version: number, changes: ReturnType<typeof touchedFields>) => {
      setError(null);
      const answer = await change('patients.edit', { id, version, changes });
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      client.setQueryData(['patients.get', { id }], answer.value.patient);
      notify(t('patient.edited', { name: patientName(answer.value.patient) }), 'undo');
      onEdit(false);
    };
    return (
      <section className="panel-part">
        <h2>{t('patient.editTitle')}</h2>
        {error && current?.success ? (
          <StaleBox
            sentence={errorWords(t, error, zone)}
            theirs={[patientName(current.data), line(current.data)].join(' · ')}
            yours={null}
            onKeep={() => {
              client.setQueryData(['patients.get', { id }], current.data);
              setError(null);
              onEdit(false);
            }}
          />
        ) : null}
        <PatientForm
          initial={patientAsTyped(patient)}
          all
          error={current?.success ? null : error}
          saveLabel={current?.success ? t('error.staleAgain') : t('patient.saveEdit')}
          backLabel={t('common.back')}
          onBack={() => {
            onEdit(false);
          }}
          onSave={(fields, touched) =>
            save(current?.success ? current.data.version : patient.version, touchedFields(fields, touched))
          }
        />
      </section>
    );
  }

  const facts = [
    patient.dateOfBirth && patient.birthPrecision === 'day'
      ? t('patient.born', { date: plainDay(patient.dateOfBirth, locale) })
      : null,
    patient.contactEmail,
    patient.deskNotes,
  ].filter((fact): fact is string => fact !== null);
  return (
    <section className="panel-part">
      <h2>{name}</h2>
      <p className="muted">{line(patient)}</p>
      {patient.deleted ? <p className="problem">{t('patient.removed')}</p> : null}
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      <div className="buttons">
        {mayBook && !patient.deleted ? (
          <Button
            variant="contained"
            onClick={() => {
              onBook(id);
            }}
          >
            {t('booking.button')}
          </Button>
        ) : null}
        {mayEdit ? (
          <Button
            variant="outlined"
            onClick={() => {
              onEdit(true);
            }}
          >
            {t('common.edit')}
          </Button>
        ) : null}
      </div>
      <h3>{t('patient.visitsShown')}</h3>
      {visits.length === 0 ? <p className="muted">{t('patient.noVisits')}</p> : null}
      <ul className="rows">
        {visits.map((visit) => (
          <li key={visit.id}>
            <button
              type="button"
              className="row"
              onClick={() => {
                onVisit(visit.id);
              }}
            >
              <span className={`chip chip--${visit.state}`} />
              <b>{lineOf(visit)}</b>
              <span>{t(`stateTitle.${visit.state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
