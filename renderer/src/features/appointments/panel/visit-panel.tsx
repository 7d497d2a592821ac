import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { dateOf, minutesBetween } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../../app/clock';
import { useCallQuery } from '../../../api/queries';
import { errorWords } from '../../../ui/error-words';
import { ageWords, clinicTimeOf, doctorName, durationWords, shortDay, timeOf } from '../../../ui/format';
import { openVisit, showRoom } from '../../consultation/store';
import { VisitHistory } from '../../history/visit-history';
import { VisitTold } from '../../messages/visit-told';
import { LineActions } from '../../queue/line-actions';
import { SeriesPart } from '../../series/series-part';
import { VisitPaper } from '../../printing/paper-buttons';
import { useIsDoctor, useMay, useMayWriteFor } from '../../session/session';
import { VisitVitals } from '../../vitals/visit-vitals';
import { useVisit } from '../calendar-data';
import { useDoctors } from '../doctors';
import { useGoToVisit } from '../go-to-visit';
import { showPanel, showVisit, useScreen } from '../store';
import { CloseForm } from './close-form';
import { DetailsForm } from './details-form';
import { MoveForm } from './move-form';
import { Others } from './others';
import { ParkingActions } from './parking-actions';
import { TroubleBox } from './trouble-box';
import { VisitActions } from './visit-actions';

interface Props {
  readonly id: number;
  readonly closing: boolean;
}

/** One appointment: who, when, how far it is, and everything that can be done with it. */
export function VisitPanel({ id, closing }: Props) {
  const { t } = useTranslation();
  const { visit, error } = useVisit(id);
  const mayWriteFor = useMayWriteFor();
  const trouble = useScreen((screen) => screen.trouble);
  // The forms begin anew when a refused change is settled.
  const [settled, setSettled] = useState(0);
  const mayWrite = visit !== undefined && mayWriteFor(visit.doctorId);
  if (!visit) {
    return error ? (
      <p className="problem">
        {error.error.code === 'NOT_FOUND' ? t('visit.gone') : errorWords(t, error.error)}
      </p>
    ) : null;
  }
  return (
    <section className="panel-part" aria-label={t('visit.title')}>
      <Head visit={visit} />
      <ToPage id={visit.id} />
      <SeriesPart visit={visit} />
      <Others visitId={visit.id} />
      {trouble?.visitId === id ? (
        <TroubleBox
          visit={visit}
          trouble={trouble}
          onSettled={() => {
            setSettled(settled + 1);
          }}
        />
      ) : null}
      {closing && mayWrite ? (
        <CloseForm
          visit={visit}
          onBack={() => {
            showVisit(id);
          }}
        />
      ) : mayWrite ? (
        <>
          {visit.toMoveAt === null ? <VisitActions visit={visit} /> : null}
          {visit.toMoveAt === null ? <LineActions visit={visit} /> : null}
          <ParkingActions visit={visit} />
          <VisitVitals visit={visit} />
          <VisitHistory visit={visit} />
          <VisitPaper id={visit.id} />
          <VisitTold visit={visit} />
          {visit.kind === 'slot' ? <MoveForm key={`times${String(settled)}`} visit={visit} /> : null}
          <DetailsForm key={`details${String(settled)}`} visit={visit} />
        </>
      ) : (
        <NotYours visit={visit} />
      )}
    </section>
  );
}

/** Why nothing is offered: nobody's visits may be changed, or only another doctor's may not. */
function NotYours({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const mayWrite = useMay('appointment.write');
  const { byId } = useDoctors();
  const doctor = byId.get(visit.doctorId);
  return (
    <p className="muted">
      {mayWrite && doctor ? t('move.notYours', { doctor: doctorName(doctor) }) : t('visit.notAllowed')}
    </p>
  );
}

/** To what was written in it, in the consulting room. */
function ToPage({ id }: Pick<AppointmentDto, 'id'>) {
  const { t } = useTranslation();
  const isDoctor = useIsDoctor();
  if (!isDoctor) return null;
  return (
    <button
      type="button"
      className="link to-page"
      onClick={() => {
        openVisit(id);
        showRoom(true);
      }}
    >
      {t('visit.toPage')}
    </button>
  );
}

function Head({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const goToVisit = useGoToVisit();
  const { today } = useClinicNow();
  const { byId } = useDoctors();
  const doctor = byId.get(visit.doctorId);
  const patient = useCallQuery('patients.get', { id: visit.patientId }).data;
  const facts = [
    visit.tokenNo === null ? '' : t('queue.number', { number: visit.tokenNo }),
    patient ? ageWords(t, patient, today) : '',
    patient?.gender ? t(`patient.genderShort.${patient.gender}`) : '',
    visit.patientPhone ?? '',
    visit.clinicNo ?? '',
  ].filter(Boolean);
  const stamps = [
    visit.arrivedAt ? t('visit.arrived', { time: clinicTimeOf(visit.arrivedAt, zone) }) : '',
    visit.inRoomAt ? t('visit.inRoom', { time: clinicTimeOf(visit.inRoomAt, zone) }) : '',
    visit.completedAt ? t('visit.completed', { time: clinicTimeOf(visit.completedAt, zone) }) : '',
    visit.closedAt ? t('visit.closed', { time: clinicTimeOf(visit.closedAt, zone) }) : '',
    visit.closeReason ? t('visit.closeReason', { reason: visit.closeReason }) : '',
  ].filter(Boolean);
  const times = {
    day: shortDay(dateOf(visit.start), locale),
    from: timeOf(visit.start),
    to: timeOf(visit.end),
  };
  return (
    <header className="visit-head">
      <h2>
        <button
          type="button"
          className="link"
          onClick={() => {
            showPanel({ kind: 'patient', id: visit.patientId, editing: false });
          }}
        >
          {visit.patientName}
        </button>
        <span className={`state state--${visit.state}`}>{t(`stateTitle.${visit.state}`)}</span>
      </h2>
      <p className="muted">{facts.join(' · ')}</p>
      <p>
        {visit.toMoveAt === null ? (
          <button
            type="button"
            className="link"
            title={t('patient.showVisit')}
            onClick={() => {
              goToVisit(visit);
            }}
          >
            {t('visit.at', times)}
          </button>
        ) : (
          <>
            <b>{t('toMove.noTime')} </b>
            {t('toMove.wasAt', times)}
          </>
        )}{' '}
        <span className="muted">{durationWords(t, minutesBetween(visit.start, visit.end))}</span>
      </p>
      <p>{doctor ? doctorName(doctor) : ''}</p>
      {stamps.length > 0 ? <p className="muted">{stamps.join(' · ')}</p> : null}
    </header>
  );
}
