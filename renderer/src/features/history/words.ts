import { useTranslation } from 'react-i18next';
import type { HistoryDto, HistoryFact } from '#shared/contract/medical-history';
import { ClinicDate, type UtcInstant } from '#shared/values/wall-clock';
import { useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, monthYear, plainDay } from '../../ui/format';

/** `2015`, `Mar 2015` or `12 Mar 2015`: as far as it is known. */
function useKnownDate(): (value: string) => string {
  const locale = useLocale();
  return (value) => {
    const day = ClinicDate.safeParse(value.length === 7 ? `${value}-01` : value).data;
    if (!day) return value;
    return value.length === 7 ? monthYear(day, locale) : plainDay(day, locale);
  };
}

/** What an entry tells, in one line. */
export function useFactWords(): (fact: HistoryFact) => string {
  const { t } = useTranslation();
  const dated = useKnownDate();
  const times = (from: string | null, until: string | null) => {
    if (from === null) return until === null ? null : t('history.shown.until', { until: dated(until) });
    if (until === null) return t('history.shown.from', { from: dated(from) });
    return t('history.shown.fromUntil', { from: dated(from), until: dated(until) });
  };
  return (fact) => {
    const { kind, what } = fact;
    switch (kind) {
      case 'surgery':
        return [what, fact.on && dated(fact.on), fact.place].filter(Boolean).join(', ');
      case 'family': {
        const told = t('history.shown.relative', { who: t(`history.relations.${fact.relation}`), what });
        if (fact.onsetAge === null) return told;
        return `${told}, ${t('history.shown.onset', { age: fact.onsetAge })}`;
      }
      case 'lifestyle': {
        const who = t(`history.habits.${fact.habit}`);
        const told = fact.habit === 'other' ? what : t('history.shown.habit', { who, what });
        return [told, times(fact.from, fact.until)].filter(Boolean).join(', ');
      }
    }
  };
}

/** Who wrote an entry and when, and what became of it. */
export function useEntryMarks(): (entry: HistoryDto) => string {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  const dayOf = (at: UtcInstant) => plainDay(clinicDayOf(at, zone), locale);
  return ({ entered, withdrawn, correctedById }) => {
    const written = t('history.entered', { name: entered.by ?? '', day: dayOf(entered.at) });
    if (withdrawn) {
      const { by, at, reason } = withdrawn;
      return `${written} · ${t('history.isTakenOut', { name: by ?? '', day: dayOf(at), reason })}`;
    }
    return correctedById === null ? written : `${written} · ${t('history.isCorrected')}`;
  };
}
