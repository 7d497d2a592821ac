import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderNaming } from '#shared/contract/folders';
import { Field } from '../../ui/field';

interface Props {
  readonly naming: FolderNaming;
  /** Opens the system's dialog. */
  readonly onChoose: () => void;
  readonly onStart: (folder: string) => void;
}

/** Which folder is the scanner's: by the system's dialog, or by its path where none can ask. */
export function ScanFolderChoice({ naming, onChoose, onStart }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const folder = naming.by === 'dialog' ? (naming.folder ?? '') : typed.trim();
  return (
    <form
      className="scan-folder-choice"
      aria-label={t('scans.folder.begin')}
      onSubmit={(event) => {
        event.preventDefault();
        if (folder !== '') onStart(folder);
      }}
    >
      {naming.by === 'typing' ? (
        <Field label={t('scans.folder.path')} hint={t('scans.folder.pathHint')}>
          {(field) => (
            <input
              {...field}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value);
              }}
            />
          )}
        </Field>
      ) : (
        <>
          <Button variant="outlined" autoFocus onClick={onChoose}>
            {t('exports.kept.choose')}
          </Button>
          <span role="status" className={folder === '' ? 'muted' : 'scan-folder-path'}>
            {folder === '' ? t('exports.kept.notChosen') : folder}
          </span>
        </>
      )}
      <Button type="submit" variant="contained" disabled={folder === ''}>
        {t('scans.folder.start')}
      </Button>
      <p className="muted">{t('scans.folder.help')}</p>
    </form>
  );
}
