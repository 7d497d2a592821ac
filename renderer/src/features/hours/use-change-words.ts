import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/clock';
import { doctorShort, plainDay, wallTime } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { type HoursDraft, type RuleDraft, typedFor } from './logic/draft';
import { readTyped } from './logic/rule-typed';
import { ruleLine, ruleName } from './logic/rule-words';

/** A change of hours in words, while it is made and when it is done. */
export function useChangeWords() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  return useMemo(() => {
    const where = (scope: RuleDraft['scope'], date: RuleDraft['date']) =>
      scope === 'all' ? '' : `${t(`hours.where.${scope}`, { date: plainDay(date, locale) })} `;

    /** `evenings start 17:30 instead of 17:00`; the whole rule when more than its times is another. */
    const ruleChange = ({ base, scope, date, typed }: RuleDraft): string => {
      const read = readTyped(typed);
      const name = ruleName(
        t,
        read.ok ? read.rule : { label: typed.label || null, available: typed.available },
      );
      if (!read.ok) return base ? t('hours.said.changing', { name }) : t('hours.said.making', { name });
      const after = { ...read.rule, exceptions: [] };
      if (!base) return t('hours.said.new', { name, rule: ruleLine(t, after, locale) });
      const before = readTyped(typedFor(base, scope, date));
      const onlyTimes =
        before.ok &&
        JSON.stringify({ ...before.rule, start: '', end: '' }) ===
          JSON.stringify({ ...read.rule, start: '', end: '' });
      if (!onlyTimes) return t('hours.said.becomes', { name, rule: ruleLine(t, after, locale) });
      const parts = [
        before.rule.start === after.start
          ? ''
          : t('hours.said.starts', { name, now: wallTime(after.start), was: wallTime(before.rule.start) }),
        before.rule.end === after.end
          ? ''
          : t('hours.said.ends', { name, now: wallTime(after.end), was: wallTime(before.rule.end) }),
      ];
      return parts.filter((part) => part !== '').join(', ');
    };

    const said = (draft: HoursDraft): string => {
      switch (draft.kind) {
        case 'rule':
          return where(draft.scope, draft.date) + ruleChange(draft);
        case 'remove':
          return where(draft.scope, draft.date) + t('hours.said.removed', { name: ruleName(t, draft.base) });
        case 'copy': {
          const doctor = draft.from === null ? undefined : byId.get(draft.from);
          const from = doctor ? doctorShort(doctor) : t('hours.theClinic');
          return draft.replace ? t('hours.said.copiedInstead', { from }) : t('hours.said.copied', { from });
        }
      }
    };
    return {
      change: (draft: HoursDraft) => t('hours.oneChange', { what: said(draft) }),
      done: (draft: HoursDraft) => t('hours.done', { what: said(draft) }),
    };
  }, [t, locale, byId]);
}
