import Button from '@mui/material/Button';
import { type ReactNode, useEffectEvent, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { useShownPage, useUnsaved } from './shown-page';

interface Props {
  /** What would change, in words; null when nothing would. */
  readonly said: ReactNode;
  /** What stands in the way, in words. */
  readonly trouble?: string | null;
  readonly isSaving?: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Fixed at the foot of a page: says what changed, and saves it with Ctrl+S. Shown only while something has. */
export function SaveBar({ said, trouble = null, isSaving = false, onSave, onDiscard }: Props) {
  const { t } = useTranslation();
  const { isShown } = useShownPage();
  const hasChanges = said !== null;
  useUnsaved(hasChanges);
  const save = useEffectEvent(() => {
    if (hasChanges && !isSaving) onSave();
  });
  // Before the frame is painted: a key pressed at what stands there is heard.
  useLayoutEffect(() => {
    if (!isShown) return;
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== 'KeyS')
        return;
      // The browser's own "save page" is never what is meant here.
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [isShown]);
  return (
    <div className={hasChanges ? 'save-bar' : 'save-bar save-bar--none'}>
      <p role="status">
        {said}
        {trouble === null ? null : <span className="field-error"> {trouble}</span>}
      </p>
      {hasChanges ? (
        <span className="buttons">
          <Button variant="outlined" onClick={onDiscard} disabled={isSaving}>
            {t('settings.discard')}
          </Button>
          <Button variant="contained" onClick={onSave} disabled={isSaving}>
            {isSaving ? t('common.saving') : t('common.save')}
            <Kbd k={KEY.ctrlS} />
          </Button>
        </span>
      ) : null}
    </div>
  );
}
