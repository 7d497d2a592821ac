import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppointmentId, PatientId } from '#shared/values/ids';
import { usePrint } from './use-print';

/** What a visit is printed as: one press each, at this desk's printer. */
export function VisitPaper({ id }: { readonly id: AppointmentId }) {
  const { t } = useTranslation();
  const { mayPrint, print } = usePrint();
  if (!mayPrint) return null;
  return (
    <div className="buttons" role="group" aria-label={t('printing.title')}>
      {(['slip', 'appointmentNote', 'visitSheet'] as const).map((kind) => (
        <Button
          key={kind}
          variant="outlined"
          onClick={() => {
            void print(`printing.${kind}`, { appointmentId: id });
          }}
        >
          {t(`printing.tabs.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

/** What a patient is printed as. */
export function PatientPaper({ id }: { readonly id: PatientId }) {
  const { t } = useTranslation();
  const { mayPrint, print } = usePrint();
  if (!mayPrint) return null;
  return (
    <div className="buttons" role="group" aria-label={t('printing.title')}>
      {(['label', 'card'] as const).map((kind) => (
        <Button
          key={kind}
          variant="outlined"
          onClick={() => {
            void print(`printing.${kind}`, { patientId: id });
          }}
        >
          {t(`printing.tabs.${kind}`)}
        </Button>
      ))}
    </div>
  );
}
