import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { InputOf } from '#shared/contract/contract';
import type { HistoryDto } from '#shared/contract/medical-history';
import type { AppError, Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { notify } from '../../ui/notice';

type Fact = InputOf<'medicalHistory.add'>['fact'];

/** Writes down, corrects and takes out; each says what became of it, and what is shown is asked again. */
export function useHistoryChanges({ id: appointmentId }: Pick<AppointmentDto, 'id'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const settle = (answer: Result<unknown>, words: string): AppError | null => {
    if (!answer.ok) return answer.error;
    notify(words, 'undo');
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('medicalHistory.'),
    });
    return null;
  };
  return {
    add: async (fact: Fact) =>
      settle(await change('medicalHistory.add', { appointmentId, fact }), t('history.saved', fact)),
    correct: async ({ id, version }: HistoryDto, fact: Fact) =>
      settle(await change('medicalHistory.correct', { id, version, fact }), t('history.corrected', fact)),
    withdraw: async ({ id, version, fact }: HistoryDto, reason: string) =>
      settle(await change('medicalHistory.withdraw', { id, version, reason }), t('history.takenOut', fact)),
  };
}
