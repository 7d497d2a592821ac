import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import { useCallQuery } from '../../api/queries';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { showMessage } from '../appointments/store';
import { useToldWords } from './told-words';

/** What the patient of a visit has been told, and the way to the next message. */
export function VisitTold({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const toldWords = useToldWords();
  const { data } = useCallQuery('messages.told', { appointmentId: visit.id });
  if (!holdsSlot(visit.state)) return null;
  const [last] = data ?? [];
  return (
    <div className="visit-told">
      <Button
        variant="outlined"
        onClick={() => {
          showMessage(visit.id);
        }}
      >
        {t('messages.button')}
        <Kbd k={KEY.message} />
      </Button>
      <small className="muted">
        {last ? t('messages.told', { how: toldWords(last) }) : t('messages.notTold')}
      </small>
    </div>
  );
}
