import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { ROOM_KEY } from '../consultation/keys';
import { useRoomCommands } from '../consultation/use-room-commands';
import { ScansDialog } from './scans-dialog';
import { useScans } from './store';
import { useScanFolder } from './use-scan-folder';

/** The way to the scans, with how many wait for a person. */
export function ScansKey() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const waiting = useScans(({ scans }) => scans.filter(({ state }) => state.kind === 'waiting').length);
  const show = () => {
    setOpen(true);
  };
  useRoomCommands({ scans: show });
  useScanFolder(isOpen);
  return (
    <>
      <button type="button" className="tool" aria-keyshortcuts="Alt+S" onClick={show}>
        {waiting === 0 ? t('scans.title') : t('scans.titleWaiting', { count: waiting })}
        <Kbd k={ROOM_KEY.scans} />
      </button>
      {isOpen ? (
        <ScansDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
