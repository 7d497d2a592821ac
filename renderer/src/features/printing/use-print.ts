import type { TFunction } from 'i18next';
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
  | 'printing.daySheet'
  | 'printing.slip'
  | 'printing.label'
  | 'printing.card'
  | 'printing.appointmentNote'
  | 'printing.prescription'
  | 'printing.medicalPaper'
  | 'printing.visitSheet';

const kindOf: Readonly<Record<Printed, PaperKind>> = {
  'printing.daySheet': 'daySheet',
  'printing.slip': 'slip',
  'printing.label': 'label',
  'printing.card': 'card',
  'printing.appointmentNote': 'appointmentNote',
  'printing.prescription': 'prescription',
  'printing.medicalPaper': 'medicalPaper',
  'printing.visitSheet': 'visitSheet',
};

/** Where no printer of this program's took the sheet, the window opens it. */
export function openPaper(answer: Result<PaperResult>): void {
  if (answer.ok && answer.value.outcome === 'open') window.open(answer.value.url, '_blank', 'noopener');
}

/**
 * Sends a sheet to this desk's printer, with a word of what became of it; where another word is said already, only of
 * what went wrong.
 */
export async function sendToPrinter<N extends Printed>(
  t: TFunction,
  name: N,
  input: Omit<InputOf<N>, 'to'>,
  says: 'all' | 'trouble',
): Promise<void> {
  // The rest of the call's own input; TypeScript does not put an Omit together again.
  const answer = await change(name, { ...input, to: 'printer' } as InputOf<N>);
  openPaper(answer);
  const { text, isTrouble } = resultWords(t, kindOf[name], answer);
  if (isTrouble || says === 'all') notify(text, 'none', isTrouble ? 'error' : 'plain');
}

/** Prints at this desk: one call and no dialog, for those who may. */
export function usePrint() {
  const { t } = useTranslation();
  const mayPrint = useMay('paper.print');
  const print = async <N extends Printed>(
    name: N,
    input: Omit<InputOf<N>, 'to'>,
    says: 'all' | 'trouble' = 'all',
  ): Promise<void> => {
    if (mayPrint) await sendToPrinter(t, name, input, says);
  };
  return { mayPrint, print };
}
