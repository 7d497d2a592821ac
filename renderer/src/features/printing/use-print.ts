import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { PaperResult } from '#shared/contract/printing';
import type { PaperKind } from '#shared/domain/paper';
import type { Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { KEY } from '../../ui/key-names';
import { notify } from '../../ui/notice';
import { useMay } from '../session/session';

type Printed =
  'printing.daySheet' | 'printing.slip' | 'printing.label' | 'printing.card' | 'printing.appointmentNote';

const kindOf: Readonly<Record<Printed, PaperKind>> = {
  'printing.daySheet': 'daySheet',
  'printing.slip': 'slip',
  'printing.label': 'label',
  'printing.card': 'card',
  'printing.appointmentNote': 'appointmentNote',
};

/** Says where a sheet went, and opens it where it went to a window. */
export function useTellPaper() {
  const { t } = useTranslation();
  return (kind: PaperKind, answer: Result<PaperResult>): void => {
    const what = t(`printing.kinds.${kind}`);
    if (!answer.ok) {
      notify(errorWords(t, answer.error), 'none', 'error');
      return;
    }
    const paper = answer.value;
    switch (paper.outcome) {
      case 'printed':
        notify(t('printing.printed', { what }));
        return;
      case 'open':
        window.open(paper.url, '_blank', 'noopener');
        notify(t('printing.opened', { what }));
        return;
      case 'off':
        notify(t('printing.off', { what, key: KEY.paper }));
        return;
      case 'failed': {
        const trouble = t(`printing.trouble.${paper.trouble}`, { printer: paper.printer ?? '' });
        const kept = paper.kept ? t('printing.kept', { key: KEY.paper }) : t('printing.notKept');
        notify([t('printing.failed', { what }), trouble, kept].join(' '), 'none', 'error');
      }
    }
  };
}

/** Prints at this desk: one call, no dialog, and a word of what became of it. */
export function usePrint() {
  const mayPrint = useMay('paper.print');
  const tellPaper = useTellPaper();
  const print = async <N extends Printed>(name: N, input: Omit<InputOf<N>, 'to'>): Promise<void> => {
    if (!mayPrint) return;
    // The rest of the call's own input; TypeScript does not put an Omit together again.
    const answer = await change(name, { ...input, to: 'printer' } as InputOf<N>);
    tellPaper(kindOf[name], answer);
  };
  return { mayPrint, print };
}
