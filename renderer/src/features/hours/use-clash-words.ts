import { useTranslation } from 'react-i18next';
import type { HoursPreview, HoursRuleDto } from '#shared/contract/hours';
import { useLocale } from '../../app/clock';
import { plainDay, wallTime } from '../../ui/format';
import { ruleName } from './logic/rule-words';

/** Which other hours are in the way, and on which date first. */
export function useClashWords(
  preview: HoursPreview | undefined,
  rules: readonly HoursRuleDto[],
): readonly string[] {
  const { t } = useTranslation();
  const locale = useLocale();
  return (preview?.clashes ?? []).map(({ ruleId, date, from, to }) => {
    const other = rules.find(({ id }) => id === ruleId);
    const name = other ? ruleName(t, other) : t('hours.hours');
    return t('hours.clash', {
      name,
      date: plainDay(date, locale),
      from: wallTime(from),
      to: wallTime(to),
    });
  });
}
