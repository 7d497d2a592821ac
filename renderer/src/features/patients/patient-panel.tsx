import { useState } from 'react';
import type { VisitLine } from '#shared/contract/patients';
import type { PatientId } from '#shared/values/ids';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { useMay } from '../session/session';
import { EditForm } from './edit-form';
import { MergeForm } from './merge-form';
import { PatientCard } from './patient-card';
import { relativeOf } from './patient-schema';
import { RegisterForm } from './register-form';
import { dropUnsaved, keepUnsaved, leftUnsaved } from './unsaved';
import './patients.css';

interface Props {
  readonly id: PatientId;
  readonly editing: boolean;
  readonly onEdit: (editing: boolean) => void;
  readonly onBook: (id: PatientId) => void;
  readonly onWait: (id: PatientId) => void;
  readonly onVisit: (visit: VisitLine) => void;
  readonly onPatient: (id: PatientId) => void;
}

/** One patient: the card, or what is done from it. */
export function PatientPanel({ id, editing, onEdit, onBook, onWait, onVisit, onPatient }: Props) {
  const { t } = useTranslation();
  const mayEdit = useMay('patient.write');
  const { data: patient, error } = useCallQuery('patients.get', { id });
  const relativeKey = `relative of ${String(id)}`;
  const [task, setTask] = useState<'relative' | 'merge' | null>(
    leftUnsaved(relativeKey) === undefined ? null : 'relative',
  );
  const back = () => {
    setTask(null);
  };
  if (!patient) return error ? <p className="problem">{errorWords(t, error.error)}</p> : null;

  if (editing && mayEdit && !patient.deleted) {
    return (
      <EditForm
        patient={patient}
        onDone={() => {
          onEdit(false);
        }}
      />
    );
  }
  if (task === 'relative' && mayEdit) {
    return (
      <section className="panel-part">
        <h2>{t('patient.relativeTitle')}</h2>
        <RegisterForm
          initial={leftUnsaved(relativeKey)?.typed ?? relativeOf(patient)}
          backLabel={t('common.back')}
          onTyped={(typed) => {
            if (JSON.stringify(typed) === JSON.stringify(relativeOf(patient))) dropUnsaved(relativeKey);
            else keepUnsaved(relativeKey, { typed, began: null });
          }}
          onBack={() => {
            dropUnsaved(relativeKey);
            back();
          }}
          onExisting={(existing) => {
            dropUnsaved(relativeKey);
            onPatient(existing.id);
          }}
          onRegistered={(relative) => {
            dropUnsaved(relativeKey);
            onPatient(relative.id);
          }}
        />
      </section>
    );
  }
  if (task === 'merge' && mayEdit) {
    return (
      <MergeForm
        patient={patient}
        onBack={back}
        onMerged={(stays) => {
          back();
          onPatient(stays);
        }}
      />
    );
  }
  return (
    <PatientCard
      patient={patient}
      onBook={onBook}
      onWait={onWait}
      onVisit={onVisit}
      onPatient={onPatient}
      onEdit={() => {
        onEdit(true);
      }}
      onTask={setTask}
    />
  );
}
