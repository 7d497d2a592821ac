import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { DelayOutcome, DelayPlan } from '#shared/contract/late';
import type { Result } from '#shared/errors/app-error';
import type { DoctorId } from '#shared/values/ids';
import { change } from '../../api/call';
import { callOptions } from '../../api/queries';
import { notify } from '../../ui/notice';
import { refetchCalendars, turns } from './changes';
import { clearPending, setAllPending } from './store';

type Wish =
  | { readonly call: 'late.shift'; readonly input: InputOf<'late.shift'> }
  | { readonly call: 'late.endSession'; readonly input: InputOf<'late.endSession'> };

/** Delays or ends a doctor's day: shown at its new places at once, then as the server has it. */
export function useDelays() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMemo(
    () =>
      async (wish: Wish, doctorId: DoctorId, plan: DelayPlan | undefined): Promise<Result<DelayOutcome>> => {
        const steps = plan?.steps ?? [];
        setAllPending(
          steps.flatMap(({ appointmentId, after }) => (after ? [{ appointmentId, doctorId, ...after }] : [])),
        );
        let answer: Result<DelayOutcome> = { ok: false, error: { code: 'CANCELLED' } };
        await turns.back(async () => {
          answer =
            wish.call === 'late.shift'
              ? await change('late.shift', wish.input)
              : await change('late.endSession', wish.input);
          if (answer.ok) {
            const { delay, calls } = answer.value;
            client.setQueryData(callOptions('late.calls', { id: delay.id }).queryKey, { delay, calls });
            for (const { id, version } of answer.value.touched) turns.made({ id, version });
            const toMove = calls.filter(({ after }) => after === null).length;
            const count = calls.length - toMove;
            const parts = [
              count > 0 ? t('late.moved', { count }) : '',
              toMove > 0 ? t('late.putOff', { count: toMove }) : '',
            ];
            notify(parts.filter(Boolean).join(' · '), 'undo');
          }
        });
        // The calendar shows the new places already; the call list need not wait for its next answer.
        void refetchCalendars(client).finally(() => {
          clearPending(steps.map(({ appointmentId }) => appointmentId));
        });
        return answer;
      },
    [client, t],
  );
}
