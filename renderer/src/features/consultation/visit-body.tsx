import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useClinicNow } from '../../app/clock';
import { callOptions, useCallQuery } from '../../api/queries';
import { ageWords } from '../../ui/format';
import { DocumentsKey } from '../documents/documents-key';
import { HistoryBand } from '../history/history-band';
import { useSession } from '../session/session';
import { TimelineKey } from '../timeline/timeline-key';
import { isGrownOn } from '../vitals/latest';
import { VitalsBand } from '../vitals/vitals-band';
import { AllergyBand } from './allergy-band';
import { ClosedChart } from './closed-chart';
import { DraftPage } from './draft-page';
import { Earlier } from './earlier';
import { FixedPage } from './fixed-page';
import { useLeftPlaces } from './left-behind';
import { MedicalPapers } from './medical-papers';
import { NoteAlone, NoteRead } from './note-card';
import { OpenLine } from './open-line';
import { WhoseVisit } from './whose-visit';

interface Props {
  readonly visit: AppointmentDto;
  /** The visit is done: on to the next. */
  readonly onDone: () => void;
  /** Shows the patient's files. */
  readonly onFiles: () => void;
  /** Shows all that happened with the patient. */
  readonly onTimeline: () => void;
}

/** Who it is, what must be known, the page, and what was before; drawn anew when it has been read. */
export function VisitBody({ visit, onDone, onFiles, onTimeline }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { today } = useClinicNow();
  const session = useSession();
  const input = { appointmentId: visit.id };
  const { data: opened, error: notOpened } = useCallQuery('consultation.open', input);
  const { data: notes, error: noNotes } = useCallQuery('notes.of', input);
  const error = notOpened ?? noNotes;
  const patient = useCallQuery('patients.get', { id: visit.patientId }).data;
  const mayWrite = session?.doctorId === visit.doctorId;
  const left = useLeftPlaces(visit.id, mayWrite);
  /** Grows when what is typed is given up for what stands there. */
  const [round, setRound] = useState(0);
  const reload = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: callOptions('consultation.open', input).queryKey }),
      client.invalidateQueries({ queryKey: callOptions('notes.of', input).queryKey }),
    ]);
  };
  const onChanged = () => {
    void reload();
  };
  const showTheirs = async () => {
    await reload();
    setRound((before) => before + 1);
  };
  const facts = patient
    ? [
        ageWords(t, patient, today),
        patient.gender && t(`patient.genders.${patient.gender}`),
        patient.clinicNo && `#${patient.clinicNo}`,
        patient.phone,
      ]
    : [];
  const who = (
    <header className="room-head">
      <h1>{visit.patientName}</h1>
      <span>{facts.filter(Boolean).join(' · ')}</span>
      <WhoseVisit visit={visit} />
      <TimelineKey onOpen={onTimeline} />
      <DocumentsKey onOpen={onFiles} />
    </header>
  );
  if (error) {
    return (
      <main className="room-page">
        {who}
        <ClosedChart patientId={visit.patientId} error={error.error} />
      </main>
    );
  }
  // Who it is stands there with the key's own frame; what is written of them comes from the server.
  if (!opened || !notes || !left) {
    return (
      <main className="room-page" aria-busy="true">
        {who}
      </main>
    );
  }
  const { prescription, earlier } = opened;
  const { note } = notes;
  const head = (
    <>
      {who}
      <OpenLine until={opened.openUntil} />
      <AllergyBand opened={opened} appointmentId={visit.id} mayWrite={mayWrite} onChanged={onChanged} />
      <VitalsBand visit={visit} mayEnter={mayWrite} isGrown={isGrownOn(patient, today)} />
      <HistoryBand visit={visit} mayEnter={mayWrite} />
      <MedicalPapers visit={visit} mayWrite={mayWrite} diagnosis={prescription?.page.diagnosis ?? ''} />
    </>
  );
  if (mayWrite && (prescription === null || prescription.state === 'draft')) {
    return (
      <DraftPage
        key={`${String(visit.id)} ${String(prescription?.amendsId ?? 0)} ${String(round)}`}
        visit={visit}
        draft={prescription}
        earlier={earlier}
        notes={notes}
        left={left}
        head={head}
        onSigned={() => {
          onChanged();
          onDone();
        }}
        onReload={onChanged}
        onTheirs={() => void showTheirs()}
      />
    );
  }
  return (
    <>
      <main className="room-page">
        {head}
        {prescription ? (
          <FixedPage
            prescription={prescription}
            patientId={visit.patientId}
            mayWrite={mayWrite}
            onChanged={onChanged}
          />
        ) : (
          <p className="empty">{t('room.nothingWritten')}</p>
        )}
        {note && (note.signedAt !== null || !mayWrite) ? (
          <NoteRead note={note} mayWrite={mayWrite} onChanged={onChanged} />
        ) : null}
        {mayWrite && !note?.signedAt ? (
          <NoteAlone visit={visit} note={note} place={left.note} onChanged={onChanged} />
        ) : null}
      </main>
      <Earlier earlier={earlier} notes={notes.earlier} onRepeat={null} />
    </>
  );
}
