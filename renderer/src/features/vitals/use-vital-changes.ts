import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { VitalsDto } from '#shared/contract/vitals';
import type { VitalValues } from '#shared/domain/vitals/measures';
import type { AppError, Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { notify } from '../../ui/notice';

type Visit = Pick<AppointmentDto, 'id' | 'patientName'>;

/** Enters, corrects and takes out; each says what became of it, and what is shown is asked again. */
export function useVitalChanges({ id: appointmentId, patientName: name }: Visit) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const settle = (answer: Result<unknown>, words: string): AppError | null => {
    if (!answer.ok) return answer.error;
    notify(words, 'undo');
    void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('vitals.') });
    return null;
  };
  return {
    add: async (values: VitalValues, note: string) =>
      settle(await change('vitals.add', { appointmentId, values, note }), t('vitals.saved', { name })),
    correct: async ({ id, version }: VitalsDto, values: VitalValues, note: string) =>
      settle(await change('vitals.correct', { id, version, values, note }), t('vitals.corrected', { name })),
    withdraw: async ({ id, version }: VitalsDto, reason: string) =>
      settle(await change('vitals.withdraw', { id, version, reason }), t('vitals.takenOut', { name })),
  };
}
