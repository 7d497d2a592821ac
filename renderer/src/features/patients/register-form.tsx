import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDto, PatientSummary } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { notify } from '../../ui/notice';
import { patientName } from '../../ui/format';
import { LikelyList, useLikely } from './likely-list';
import { PatientForm } from './patient-form';
import type { TypedPatient } from './patient-schema';

interface Props {
  readonly initial: TypedPatient;
  readonly onRegistered: (patient: PatientDto) => void;
  /** The person turns out to be registered already. */
  readonly onExisting?: (patient: PatientSummary) => void;
  readonly onBack: () => void;
  readonly backLabel?: string;
  readonly onTyped?: (typed: TypedPatient) => void;
}

/** A new patient, registered where one was looked for. */
export function RegisterForm({ initial, onRegistered, onExisting, onBack, backLabel, onTyped }: Props) {
  const { t } = useTranslation();
  const [error, setError] = useState<AppError | null>(null);
  const [typed, setTyped] = useState(initial);
  const likely = useLikely(typed, null);
  return (
    <PatientForm
      initial={initial}
      all={false}
      error={error}
      saveLabel={t('patient.save')}
      backLabel={backLabel ?? t('patient.cancel')}
      onBack={onBack}
      onTyped={(now) => {
        setTyped(now);
        onTyped?.(now);
      }}
      aside={onExisting ? <LikelyList items={likely} onPick={onExisting} /> : null}
      onSave={async (fields) => {
        setError(null);
        const answer = await change('patients.register', { fields });
        if (answer.ok) {
          notify(t('patient.registered', { name: patientName(answer.value.patient) }), 'undo');
          onRegistered(answer.value.patient);
        } else {
          setError(answer.error);
        }
      }}
    />
  );
}
