import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#shared/contract/timeline';
import { assertNever } from '#shared/errors/app-error';
import { amountIn } from '#shared/values/money';
import { useLocale } from '../../app/clock';
import { plainDay } from '../../ui/format';
import { useVitalWords } from '../vitals/words';

type Of<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>;

function listed(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** What a line of the timeline says, and what became of it where it does not hold as it was. */
export function useEntryWords(): (entry: TimelineEntry) => {
  readonly said: string;
  readonly state: string | null;
} {
  const { t } = useTranslation();
  const locale = useLocale();
  const vitalWords = useVitalWords();
  const paper = ({ paper: kind, from, to, text }: Of<'paper'>) => {
    const days = [from, to].map((day) => day && plainDay(day, locale)).filter(Boolean);
    return listed([t(`room.papers.kinds.${kind}`), days.join(' – '), text]);
  };
  const payment = ({ amount, currency, method, reference }: Of<'payment'>) =>
    listed([
      `${currency} ${amountIn(currency, amount)}`,
      method && t(`timeline.method.${method}`),
      reference,
    ]);
  return (entry) => {
    switch (entry.kind) {
      case 'visit':
        return { said: entry.reason ?? '', state: t(`stateTitle.${entry.state}`) };
      case 'prescription': {
        const { diagnosis, complaint, medicines, tests, advice } = entry;
        return {
          said: listed([diagnosis ?? complaint, ...medicines, tests, advice]),
          state: entry.state === 'signed' ? null : t(`timeline.prescription.${entry.state}`),
        };
      }
      case 'note':
        return { said: entry.text, state: entry.addendumId === null ? null : t('timeline.addendum') };
      case 'vitals':
        return { said: listed([...vitalWords(entry.values), entry.note]), state: null };
      case 'paper':
        return { said: paper(entry), state: entry.voided ? t('timeline.prescription.voided') : null };
      case 'payment':
        return {
          said: payment(entry),
          state: entry.status === 'completed' ? null : t(`timeline.payment.${entry.status}`),
        };
      case 'document':
        return { said: listed([entry.document.fileName, entry.document.description]), state: null };
      default:
        return assertNever(entry);
    }
  };
}

/** Of all that a timeline holds, no two have the same. */
export function keyOf(entry: TimelineEntry): string {
  if (entry.kind === 'document') return `document ${entry.document.id}`;
  const part = entry.kind === 'note' && entry.addendumId !== null ? ` ${String(entry.addendumId)}` : '';
  return `${entry.kind} ${String(entry.id)}${part}`;
}
