import { useTranslation } from 'react-i18next';
import { durationWords } from '../../../ui/format';
import type { Mark } from '../logic/marks';

const signs: Readonly<Record<'clock' | 'glass', string>> = {
  clock: 'M5 1a4 4 0 1 1 0 8a4 4 0 1 1 0-8M5 2.8V5l1.6 1',
  glass: 'M2 1h6M2 9h6M2.8 1c0 4.5 4.4 3.5 4.4 8M7.2 1c0 4.5-4.4 3.5-4.4 8',
};

/** Of a block whose patient is late or has waited for long; the words stand in the block's own name. */
export function MarkSign({ mark }: { readonly mark: Mark }) {
  const { t } = useTranslation();
  return (
    <i className={`mark-sign mark-sign--${mark.kind}`} aria-hidden="true">
      <svg viewBox="0 0 10 10" width="10" height="10" fill="none" stroke="currentColor" strokeWidth="1.3">
        <path d={signs[mark.kind === 'late' ? 'clock' : 'glass']} />
      </svg>
      <span>{durationWords(t, mark.minutes)}</span>
    </i>
  );
}
