import { useTranslation } from 'react-i18next';
import type { AppointmentId } from '#shared/values/ids';
import { change } from '../../api/call';
import { notify } from '../../ui/notice';
import { resultWords } from '../printing/paper-words';
import { openPaper } from '../printing/use-print';
import { useMay } from '../session/session';

/** Sends the slip of a walk-in. Its going well needs no word: the bar tells of the walk-in, and how to take it back. */
export function useSlip(): (appointmentId: AppointmentId) => Promise<void> {
  const { t } = useTranslation();
  const mayPrint = useMay('paper.print');
  return async (appointmentId) => {
    if (!mayPrint) return;
    const answer = await change('printing.slip', { appointmentId, to: 'printer' });
    openPaper(answer);
    const { text, isTrouble } = resultWords(t, 'slip', answer);
    if (isTrouble) notify(text, 'none', 'error');
  };
}
