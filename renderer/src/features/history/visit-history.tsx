import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';
import { useMay, useMayWriteFor } from '../session/session';
import { HistoryDialog } from './history-dialog';
import './history.css';

interface Props {
  readonly visit: AppointmentDto;
}

/** The way to what a visit's patient tells today; for whom the clinic lets enter it. */
export function VisitHistory({ visit }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const mayEnter = useMay('clinical.vitals');
  const mayWriteFor = useMayWriteFor();
  const [isOpen, setOpen] = useState(false);
  const isOffered =
    mayEnter && mayWriteFor(visit.doctorId) && dateOf(visit.start) === today && holdsSlot(visit.state);
  const show = () => {
    setOpen(true);
  };
  useRoomCommands(isOffered ? { history: show } : {});
  if (!isOffered) return null;
  return (
    <>
      <Button className="history-key" variant="outlined" aria-keyshortcuts="Alt+B" onClick={show}>
        {t('history.show')}
        <Kbd k={ROOM_KEY.history} />
      </Button>
      {isOpen ? (
        <TodaysHistory
          visit={visit}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Asked for when somebody goes there, for each look is recorded. */
function TodaysHistory({ visit, onClose }: Props & { readonly onClose: () => void }) {
  const { data, error } = useCallQuery('medicalHistory.today', { appointmentId: visit.id });
  return (
    <HistoryDialog visit={visit} listed={data} error={error?.error} mayEnter isOfToday onClose={onClose} />
  );
}
