import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';

/** The way to the patient's files; they are asked for when somebody goes there, for each look is recorded. */
export function DocumentsKey({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  useRoomCommands({ documents: onOpen });
  return (
    <button type="button" className="link documents-key" aria-keyshortcuts="Alt+D" onClick={onOpen}>
      {t('documents.show')}
      <Kbd k={ROOM_KEY.documents} />
    </button>
  );
}
