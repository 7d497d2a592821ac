import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { nextSteps } from '#shared/domain/queue-mark';
import { Kbd } from '../../ui/kbd';
import { useChanges } from '../appointments/changes';
import { usePrint } from '../printing/use-print';
import { stepKeys } from './logic/line-keys';

/** Call, skip and the rest, for someone who waits. */
export function LineActions({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const { mayPrint, print } = usePrint();
  const steps = nextSteps(visit.state, visit.queueMark);
  if (steps.length === 0) return null;
  return (
    <div className="actions" role="group" aria-label={t('queue.actions')}>
      {steps.map((step) => (
        <Button
          key={step}
          variant="outlined"
          onClick={() => {
            void perform(visit, { kind: 'mark', step });
          }}
        >
          {t(`queue.step.${step}`)}
          <Kbd k={stepKeys[step]} />
        </Button>
      ))}
      {mayPrint ? (
        <Button
          variant="outlined"
          onClick={() => {
            void print('printing.slip', { appointmentId: visit.id });
          }}
        >
          {t('printing.kinds.slip')}
        </Button>
      ) : null}
    </div>
  );
}
