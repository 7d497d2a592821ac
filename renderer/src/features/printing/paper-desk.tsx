import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { useMay } from '../session/session';
import { PaperSheet } from './paper-sheet';
import { showPaper, usePaperShown } from './store';

function isPaperKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'Comma';
}

/** This desk's paper: opened from anywhere by its key, from the user menu, or from what failed. */
export function PaperDesk() {
  const shown = usePaperShown((paper) => paper.shown);
  const mayPrint = useMay('paper.print');
  useEffect(() => {
    if (!mayPrint) return;
    const listen = (event: KeyboardEvent) => {
      if (!isPaperKey(event)) return;
      event.preventDefault();
      showPaper(true);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
      showPaper(false);
    };
  }, [mayPrint]);
  return shown && mayPrint ? <PaperSheet /> : null;
}

/** In the bar while something waits to be printed again. */
export function FailedMark() {
  const { t } = useTranslation();
  const mayPrint = useMay('paper.print');
  const count = useCallQuery('printing.failed', {}, { enabled: mayPrint }).data?.length ?? 0;
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="tool paper-failed"
      onClick={() => {
        showPaper(true);
      }}
    >
      {t('printing.failedCount', { count })}
    </button>
  );
}
