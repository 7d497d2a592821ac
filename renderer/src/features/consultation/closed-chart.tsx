import { useQueryClient } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHART_HOURS, LONGEST_CHART_REASON, SHORTEST_CHART_REASON } from '#shared/contract/chart-values';
import type { AppError } from '#shared/errors/app-error';
import type { PatientId } from '#shared/values/ids';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { ReasonForm } from '../../ui/reason-form';
import { useMay } from '../session/session';
import { askChartAgain, awaitLine } from './chart-reads';
import './charts.css';

interface Props {
  readonly patientId: PatientId;
  /** Why what is clinical is not there. */
  readonly error: AppError;
}

/** What stands in place of what could not be read; where only a visit is missing, the way in by a reason. */
export function ClosedChart({ patientId, error }: Props) {
  const { t } = useTranslation();
  const reads = useMay('clinical.read');
  const isClosed = error.code === 'FORBIDDEN' && error.permission === 'clinical.read' && reads;
  if (isClosed) return <OpenWithReason patientId={patientId} />;
  return (
    <p className="problem" role="alert">
      {errorWords(t, error)}
    </p>
  );
}

function OpenWithReason({ patientId }: Pick<Props, 'patientId'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = async (typed: string) => {
    const reason = typed.trim();
    if (Array.from(reason).length < SHORTEST_CHART_REASON) {
      setTrouble(t('chart.tooShort', { min: SHORTEST_CHART_REASON }));
      return;
    }
    // Before it is sent: another way of hearing of it may be faster than the answer.
    awaitLine(true);
    const answer = await change('consultation.openChart', { patientId, reason });
    if (!answer.ok) {
      awaitLine(false);
      setTrouble(errorWords(t, answer.error));
      return;
    }
    await askChartAgain(client);
  };
  return (
    <section className="closed-chart" aria-label={t('chart.closedTitle')}>
      <p role="alert">{t('chart.closed')}</p>
      {isAsking ? (
        <>
          <p className="muted">{t('chart.means', { count: CHART_HOURS })}</p>
          <ReasonForm
            title={t('chart.open')}
            label={t('chart.why')}
            longest={LONGEST_CHART_REASON}
            error={trouble ?? undefined}
            action={t('chart.openNow')}
            onReason={(reason) => void open(reason)}
            onEscape={() => {
              setTrouble(null);
              setAsking(false);
            }}
          />
        </>
      ) : (
        <Button
          variant="outlined"
          autoFocus
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('chart.open')}
        </Button>
      )}
    </section>
  );
}
