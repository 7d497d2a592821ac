import { useTranslation } from 'react-i18next';
import type { PatientDto } from '#shared/contract/patients';
import { PatientId } from '#shared/values/ids';
import { useCallQuery } from '../../../api/queries';
import { patientName } from '../../../ui/format';
import { Field } from '../../../ui/field';
import { PatientCombobox } from '../../patients/patient-combobox';
import { usePatientLine } from '../../patients/patient-line';
import { useMay } from '../../session/session';

interface Props {
  readonly patientId: number | null;
  readonly search: string;
  readonly error: string | undefined;
  readonly onSearch: (typed: string) => void;
  readonly onChoose: (id: PatientId | null) => void;
  readonly onRegister: (typed: string) => void;
}

/** The patient chosen, once known. */
export function usePatient(patientId: number | null): PatientDto | undefined {
  const id = PatientId.safeParse(patientId);
  return useCallQuery(
    'patients.get',
    { id: id.success ? id.data : PatientId.parse(1) },
    { enabled: id.success },
  ).data;
}

/** For whom: a search until someone is chosen, then who that is. */
export function PatientField({ patientId, search, error, onSearch, onChoose, onRegister }: Props) {
  const { t } = useTranslation();
  const mayRegister = useMay('patient.write');
  const line = usePatientLine();
  const patient = usePatient(patientId);
  if (patientId !== null) {
    return (
      <div className="chosen">
        <b>{patient ? patientName(patient) : ''}</b>
        <span>{patient ? line(patient) : ''}</span>
        <button
          type="button"
          className="link"
          onClick={() => {
            onChoose(null);
          }}
        >
          {t('booking.changePatient')}
        </button>
      </div>
    );
  }
  return (
    <Field label={t('booking.patient')} error={error}>
      {(field) => (
        <PatientCombobox
          id={field.id}
          label={t('patient.find')}
          invalid={field['aria-invalid']}
          describedBy={field['aria-describedby']}
          autoFocus
          initial={search}
          onTyped={onSearch}
          onPick={(picked) => {
            onChoose(picked.id);
          }}
          onRegister={mayRegister ? onRegister : undefined}
        />
      )}
    </Field>
  );
}
