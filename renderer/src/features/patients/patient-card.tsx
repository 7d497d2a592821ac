import Button from '@mui/material/Button';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDto, VisitLine } from '#shared/contract/patients';
import type { PatientId } from '#shared/values/ids';
import { useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, patientName, plainDay } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { PatientPaper } from '../printing/paper-buttons';
import { openHistoryOf } from '../audit/store';
import { useMay } from '../session/session';
import { ClinicalWays } from './clinical-ways';
import { NumbersList } from './numbers-list';
import { usePatientLine } from './patient-line';
import { VisitList } from './visit-list';

interface Props {
  readonly patient: PatientDto;
  readonly onBook: (id: PatientId) => void;
  readonly onWait: (id: PatientId) => void;
  readonly onEdit: () => void;
  readonly onTask: (task: 'relative' | 'merge') => void;
  readonly onVisit: (visit: VisitLine) => void;
  readonly onPatient: (id: PatientId) => void;
}

/** Arrows lead from the card's buttons to its visits, and from one visit to the next. */
function toVisit(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (!(event.target instanceof HTMLButtonElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-visit-row]')];
  const at = rows.indexOf(event.target);
  const next = event.key === 'ArrowDown' ? rows[at + 1] : rows[at - 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Who it is, what the desk should know, what is booked, who belongs to them. */
export function PatientCard({ patient, onBook, onWait, onEdit, onTask, onVisit, onPatient }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const line = usePatientLine();
  const mayEdit = useMay('patient.write');
  const mayBook = useMay('appointment.write');
  const mayAudit = useMay('audit.read');
  const facts = [
    patient.dateOfBirth && patient.birthPrecision === 'day'
      ? t('patient.born', { date: plainDay(patient.dateOfBirth, locale) })
      : null,
    patient.contactEmail,
    patient.address,
  ].filter((fact): fact is string => fact !== null);

  const isHere = !patient.deleted && patient.archivedAt === null;

  const put = async (name: 'patients.remove' | 'patients.bringBack' | 'patients.unarchive') => {
    const answer = await change(name, { id: patient.id, version: patient.version });
    if (answer.ok) {
      const key = name === 'patients.remove' ? 'patient.nowRemoved' : 'patient.broughtBack';
      notify(t(key, { name: patientName(patient) }), 'undo');
    } else {
      notify(errorWords(t, answer.error), 'none', 'error');
    }
  };

  return (
    <section className="panel-part" aria-label={t('patient.card')} onKeyDown={toVisit}>
      <header className="card-head">
        <h2>{patientName(patient)}</h2>
        <p className="muted">{line(patient)}</p>
        {facts.map((fact) => (
          <p key={fact} className="card-fact">
            {fact}
          </p>
        ))}
      </header>
      {patient.deleted ? <p className="problem">{t('patient.removed')}</p> : null}
      {patient.archivedAt === null ? null : (
        <p className="card-archived">
          {t('patient.archived', { date: plainDay(clinicDayOf(patient.archivedAt, zone), locale) })}
        </p>
      )}
      {patient.deskNotes ? <p className="card-notes">{patient.deskNotes}</p> : null}
      <div className="buttons">
        {mayBook && isHere ? (
          <Button
            variant="contained"
            autoFocus
            onClick={() => {
              onBook(patient.id);
            }}
          >
            {t('booking.button')}
          </Button>
        ) : null}
        {mayEdit && isHere ? (
          <Button variant="outlined" onClick={onEdit}>
            {t('common.edit')}
          </Button>
        ) : null}
        {mayBook && isHere ? (
          <button
            type="button"
            className="link"
            onClick={() => {
              onWait(patient.id);
            }}
          >
            {t('waitlist.add')}
          </button>
        ) : null}
        {mayEdit && !isHere ? (
          <Button
            variant="contained"
            autoFocus
            onClick={() => void put(patient.deleted ? 'patients.bringBack' : 'patients.unarchive')}
          >
            {t('patient.bringBack')}
          </Button>
        ) : null}
      </div>
      <PatientPaper id={patient.id} />
      <ClinicalWays patient={patient} />
      <p className="card-keys" aria-hidden="true">
        <Kbd k={KEY.upDown} /> {t('patient.chooseVisit')} <Kbd k={KEY.enter} /> {t('patient.showVisit')}
      </p>
      <VisitList id={patient.id} when="coming" onVisit={onVisit} />
      <VisitList id={patient.id} when="past" onVisit={onVisit} />
      <Family patient={patient} onPatient={onPatient} />
      {mayEdit && isHere ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            onTask('relative');
          }}
        >
          {t('patient.addRelative')}
        </button>
      ) : null}
      <NumbersList key={patient.id} patient={patient} />
      <MergedList patient={patient} />
      {mayAudit ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            openHistoryOf({ id: patient.id, name: patientName(patient) });
          }}
        >
          {t('audit.historyLink')}
        </button>
      ) : null}
      {mayEdit && isHere ? (
        <div className="card-rare">
          <button
            type="button"
            className="link"
            onClick={() => {
              onTask('merge');
            }}
          >
            {t('patient.merge')}
          </button>
          <button type="button" className="link" onClick={() => void put('patients.remove')}>
            {t('patient.remove')}
          </button>
        </div>
      ) : null}
    </section>
  );
}

/** Those who share the phone or the e-mail address. */
function Family({ patient, onPatient }: Pick<Props, 'patient' | 'onPatient'>) {
  const { t } = useTranslation();
  const line = usePatientLine();
  const family = useCallQuery('patients.family', { id: patient.id }).data?.items ?? [];
  if (family.length === 0) return null;
  return (
    <>
      <h3>{t('patient.family', { count: family.length })}</h3>
      <ul className="rows">
        {family.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={one.archivedAt === null ? 'row row--plain' : 'row row--plain row--archived'}
              onClick={() => {
                onPatient(one.id);
              }}
            >
              <b>{patientName(one)}</b>
              <span>{line(one)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The records that are read as this one, each to be taken out again. */
function MergedList({ patient }: Pick<Props, 'patient'>) {
  const { t } = useTranslation();
  const mayEdit = useMay('patient.write');
  if (patient.merged.length === 0) return null;
  const apart = async (id: PatientId, version: number, name: string) => {
    const answer = await change('patients.unmerge', { id, version });
    if (answer.ok) notify(t('patient.takenApart', { name }), 'undo');
    else notify(errorWords(t, answer.error), 'none', 'error');
  };
  return (
    <>
      <h3>{t('patient.mergedTitle')}</h3>
      <ul className="numbers">
        {patient.merged.map((record) => (
          <li key={record.id}>
            <span>{[patientName(record), record.clinicNo].filter(Boolean).join(' · ')}</span>
            {mayEdit ? (
              <button
                type="button"
                className="link"
                onClick={() => void apart(record.id, record.version, patientName(record))}
              >
                {t('patient.takeApart')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
