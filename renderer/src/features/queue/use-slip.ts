import type { AppointmentId } from '#shared/values/ids';
import { change } from '../../api/call';
import { useTellPaper } from '../printing/use-print';
import { useMay } from '../session/session';

/** Sends the slip of a walk-in. Its going well needs no word: the bar tells of the walk-in, and how to take it back. */
export function useSlip(): (appointmentId: AppointmentId) => Promise<void> {
  const mayPrint = useMay('paper.print');
  const tellPaper = useTellPaper();
  return async (appointmentId) => {
    if (!mayPrint) return;
    const answer = await change('printing.slip', { appointmentId, to: 'printer' });
    if (!answer.ok || answer.value.outcome === 'failed') tellPaper('slip', answer);
    else if (answer.value.outcome === 'open') window.open(answer.value.url, '_blank', 'noopener');
  };
}
