import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { FolderNaming } from '#shared/contract/folders';
import { Field } from './field';
import './folder-field.css';

interface Props {
  readonly naming: FolderNaming;
  /** Its path; empty where none is named yet. */
  readonly folder: string;
  readonly onType: (folder: string) => void;
  /** Opens the system's dialog, whose answer comes with the naming. */
  readonly onChoose: () => void;
}

/** A folder of this desk: by the system's dialog, or by its path where none can ask. */
export function FolderField({ naming, folder, onType, onChoose }: Props) {
  const { t } = useTranslation();
  if (naming.by === 'dialog')
    return (
      <div className="folder-field">
        <Button variant="outlined" autoFocus onClick={onChoose}>
          {t('folder.choose')}
        </Button>
        <span role="status" className={folder === '' ? 'muted' : 'folder-path'}>
          {folder === '' ? t('folder.notChosen') : folder}
        </span>
      </div>
    );
  return (
    <Field label={t('folder.label')} hint={t('folder.hint')}>
      {(field) => (
        <input
          {...field}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={folder}
          onChange={({ target }) => {
            onType(target.value);
          }}
        />
      )}
    </Field>
  );
}
