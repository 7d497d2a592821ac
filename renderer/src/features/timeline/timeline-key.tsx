import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { openVisit } from '../consultation/store';
import { useRoomCommands } from '../consultation/use-room-commands';
import { TimelineDialog } from './timeline-dialog';

interface Props {
  readonly visit: AppointmentDto;
  /** Held by the page, which is drawn anew when it has been read: what was opened meanwhile stays open. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** The way to all that happened with the patient, asked for when somebody goes there. */
export function TimelineKey({ visit, isOpen, onOpen }: Props) {
  const { t } = useTranslation();
  const show = () => {
    onOpen(true);
  };
  useRoomCommands({ timeline: show });
  return (
    <>
      <button type="button" className="link timeline-key" aria-keyshortcuts="Alt+L" onClick={show}>
        {t('timeline.title')}
        <Kbd k={ROOM_KEY.timeline} />
      </button>
      {isOpen ? (
        <TimelineDialog
          patient={{ id: visit.patientId, name: visit.patientName }}
          openHere={(id) => {
            openVisit(id);
          }}
          onClose={() => {
            onOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
