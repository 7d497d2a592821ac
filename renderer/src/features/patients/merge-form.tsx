import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDto, PatientSummary } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import type { PatientId } from '#shared/values/ids';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { patientName } from '../../ui/format';
import { notify } from '../../ui/notice';
import { LikelyList, useLikely } from './likely-list';
import { PatientCombobox } from './patient-combobox';
import { usePatientLine } from './patient-line';
import { patientAsTyped } from './patient-schema';

interface Props {
  readonly patient: PatientDto;
  readonly onBack: () => void;
  readonly onMerged: (id: PatientId) => void;
}

/** One person registered twice: which record is the other one, and which of the two stays. */
export function MergeForm({ patient, onBack, onMerged }: Props) {
  const { t } = useTranslation();
  const [other, setOther] = useState<PatientSummary | null>(null);
  const likely = useLikely(patientAsTyped(patient), patient.id);
  return (
    <section
      className="panel-part"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <h2>{t('patient.mergeTitle', { name: patientName(patient) })}</h2>
      {other ? (
        <Pair patient={patient} otherId={other.id} onMerged={onMerged} />
      ) : (
        <>
          <p className="muted">{t('patient.mergeHelp')}</p>
          <PatientCombobox
            label={t('patient.find')}
            autoFocus
            onPick={(picked) => {
              if (picked.id !== patient.id) setOther(picked);
            }}
          />
          <LikelyList items={likely} onPick={setOther} />
        </>
      )}
      <div className="buttons">
        <Button onClick={onBack}>{t('common.back')}</Button>
      </div>
    </section>
  );
}

interface PairProps {
  readonly patient: PatientDto;
  readonly otherId: PatientId;
  readonly onMerged: (id: PatientId) => void;
}

function Pair({ patient, otherId, onMerged }: PairProps) {
  const { t } = useTranslation();
  const line = usePatientLine();
  const other = useCallQuery('patients.get', { id: otherId }).data;
  const [error, setError] = useState<AppError | null>(null);
  if (!other) return null;
  const keep = async (stays: PatientDto, goes: PatientDto) => {
    setError(null);
    const answer = await change('patients.merge', { id: goes.id, version: goes.version, intoId: stays.id });
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    notify(t('patient.merged', { name: patientName(stays) }), 'undo');
    onMerged(stays.id);
  };
  return (
    <>
      <p className="muted">{t('patient.mergeKeep')}</p>
      <div className="merge-pair">
        {[patient, other].map((one) => (
          <button
            key={one.id}
            type="button"
            className="choice-value"
            autoFocus={one === patient}
            onClick={() => void keep(one, one === patient ? other : patient)}
          >
            <b>{patientName(one)}</b>
            <span>{line(one)}</span>
            <small>{t('patient.keepThis')}</small>
          </button>
        ))}
      </div>
      {error ? (
        <p className="problem" role="alert">
          {errorWords(t, error)}
        </p>
      ) : null}
    </>
  );
}
