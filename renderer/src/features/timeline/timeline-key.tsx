import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';

/** The way to all that happened with the patient, asked for when somebody goes there. */
export function TimelineKey({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  useRoomCommands({ timeline: onOpen });
  return (
    <button type="button" className="link timeline-key" aria-keyshortcuts="Alt+L" onClick={onOpen}>
      {t('timeline.title')}
      <Kbd k={ROOM_KEY.timeline} />
    </button>
  );
}
