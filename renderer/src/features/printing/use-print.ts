import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { PaperResult } from '#shared/contract/printing';
import type { PaperKind } from '#shared/domain/paper';
import type { Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { notify } from '../../ui/notice';
import { useMay } from '../session/session';
import { resultWords } from './paper-words';

type Printed =
  'printing.daySheet' | 'printing.slip' | 'printing.label' | 'printing.card' | 'printing.appointmentNote';

const kindOf: Readonly<Record<Printed, PaperKind>> = {
  'printing.daySheet': 'daySheet',
  'printing.slip': 'slip',
  'printing.label': 'label',
  'printing.card': 'card',
  'printing.appointmentNote': 'appointmentNote',
};

/** Where no printer of this program's took the sheet, the window opens it. */
export function openPaper(answer: Result<PaperResult>): void {
  if (answer.ok && answer.value.outcome === 'open') window.open(answer.value.url, '_blank', 'noopener');
}

/** Prints at this desk: one call, no dialog, and a word of what became of it. */
export function usePrint() {
  const { t } = useTranslation();
  const mayPrint = useMay('paper.print');
  const print = async <N extends Printed>(name: N, input: Omit<InputOf<N>, 'to'>): Promise<void> => {
    if (!mayPrint) return;
    // The rest of the call's own input; TypeScript does not put an Omit together again.
    const answer = await change(name, { ...input, to: 'printer' } as InputOf<N>);
    openPaper(answer);
    const { text, isTrouble } = resultWords(t, kindOf[name], answer);
    notify(text, 'none', isTrouble ? 'error' : 'plain');
  };
  return { mayPrint, print };
}
