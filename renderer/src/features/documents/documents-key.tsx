import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';
import { DocumentsDialog } from './documents-dialog';

interface Props {
  readonly visit: AppointmentDto;
  readonly mayWrite: boolean;
  /** Held by the page, which is drawn anew when it has been read: what was opened meanwhile stays open. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** The way to the patient's files; they are asked for when somebody goes there, for each look is recorded. */
export function DocumentsKey({ visit, mayWrite, isOpen, onOpen }: Props) {
  const { t } = useTranslation();
  const show = () => {
    onOpen(true);
  };
  useRoomCommands({ documents: show });
  return (
    <>
      <button type="button" className="link documents-key" aria-keyshortcuts="Alt+D" onClick={show}>
        {t('documents.show')}
        <Kbd k={ROOM_KEY.documents} />
      </button>
      {isOpen ? (
        <DocumentsDialog
          visit={visit}
          mayWrite={mayWrite}
          onClose={() => {
            onOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
