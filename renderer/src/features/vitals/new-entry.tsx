import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { NO_ENTRY, keepTyped, useTypedVitals } from './store';
import { useVitalChanges } from './use-vital-changes';
import { VitalsForm } from './vitals-form';

interface Props {
  readonly visit: Pick<AppointmentDto, 'id' | 'patientName'>;
  readonly onDone: () => void;
}

/** What is measured now; what was typed stays until it is saved. */
export function NewEntry({ visit, onDone }: Props) {
  const { t } = useTranslation();
  const { add } = useVitalChanges(visit);
  const entry = useTypedVitals(({ byVisit }) => byVisit.get(visit.id)) ?? NO_ENTRY;
  return (
    <VitalsForm
      label={t('vitals.enter')}
      entry={entry}
      onTyped={(typed) => {
        keepTyped(visit.id, typed);
      }}
      onSave={async (values, note) => {
        const error = await add(values, note);
        if (error) return error;
        keepTyped(visit.id, null);
        onDone();
        return null;
      }}
      onBack={onDone}
    />
  );
}

/** Into the form that is open already. */
export function focusFirstVital(): void {
  document.querySelector<HTMLInputElement>('form [data-vital="pressure"]')?.focus();
}
