import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderNaming } from '#shared/contract/folders';
import { FolderField } from '../../ui/folder-field';

interface Props {
  readonly naming: FolderNaming;
  /** Opens the system's dialog. */
  readonly onChoose: () => void;
  readonly onStart: (folder: string) => void;
}

/** Which folder is the scanner's. */
export function ScanFolderChoice({ naming, onChoose, onStart }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const folder = naming.by === 'dialog' ? (naming.folder ?? '') : typed;
  return (
    <form
      className="scan-folder-choice"
      aria-label={t('scans.folder.begin')}
      onSubmit={(event) => {
        event.preventDefault();
        if (folder.trim() !== '') onStart(folder);
      }}
    >
      <FolderField naming={naming} folder={folder} onType={setTyped} onChoose={onChoose} />
      <Button type="submit" variant="contained" disabled={folder.trim() === ''}>
        {t('scans.folder.start')}
      </Button>
      <p className="muted">{t('scans.folder.help')}</p>
    </form>
  );
}
