import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { useMay } from '../session/session';
import { PaperSheet } from './paper-sheet';
import { showPaper, usePaperShown } from './store';

/** This desk's paper: opened from the user menu, or from what failed. */
export function PaperDesk() {
  const shown = usePaperShown((paper) => paper.shown);
  const mayPrint = useMay('paper.print');
  useEffect(
    () => () => {
      showPaper(false);
    },
    [],
  );
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
