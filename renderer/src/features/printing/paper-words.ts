import type { TFunction } from 'i18next';
import type { FailedPaper, PaperResult } from '#shared/contract/printing';
import { PAPER_SIZES, type PaperKind, type PaperName } from '#shared/domain/paper';
import type { Result } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { KEY } from '../../ui/key-names';

/** Why nothing came out; a printer that has no name is the system's own. */
export function troubleWords(t: TFunction, trouble: FailedPaper['trouble'], printer: string | null): string {
  return t(`printing.trouble.${trouble}`, { printer: printer ?? t('printing.systemPrinter') });
}

/** What became of a sheet, as one sentence or two. */
export function resultWords(
  t: TFunction,
  kind: PaperKind,
  answer: Result<PaperResult>,
): { readonly text: string; readonly isTrouble: boolean } {
  const what = t(`printing.kinds.${kind}`);
  if (!answer.ok) return { text: errorWords(t, answer.error), isTrouble: true };
  const paper = answer.value;
  switch (paper.outcome) {
    case 'printed':
      return { text: t('printing.printed', { what }), isTrouble: false };
    case 'open':
      return { text: t('printing.opened', { what }), isTrouble: false };
    case 'off':
      return { text: t('printing.off', { what, key: KEY.settings }), isTrouble: false };
    case 'failed': {
      const kept = paper.kept ? t('printing.kept', { key: KEY.settings }) : t('printing.notKept');
      const parts = [t('printing.failed', { what }), troubleWords(t, paper.trouble, paper.printer), kept];
      return { text: parts.join(' '), isTrouble: true };
    }
  }
}

export function paperWords(t: TFunction, paper: PaperName): string {
  const { width, height } = PAPER_SIZES[paper];
  const size = height === null ? t('paper.rollSize', { width }) : t('paper.sheetSize', { width, height });
  const name = { a4: 'A4', a5: 'A5', half_a4: t('printing.halfA4') }[paper as string];
  return name === undefined ? size : `${name}, ${size}`;
}
