import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursRuleDto } from '#shared/contract/hours';
import { SCOPES, type Scope } from '#shared/domain/availability/change';
import { datesOf } from '#shared/domain/availability/dates';
import type { ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../../app/clock';
import { shortDay } from '../../../ui/format';

interface Props {
  readonly draft: { readonly scope: Scope; readonly date: ClinicDate };
  readonly base: HoursRuleDto;
  readonly onScope: (scope: Scope, date: ClinicDate) => void;
}

/** As many dates as one picks from a list. */
const OFFERED = 60;

/** Which dates of a rule a change is meant for; only dates that it has are offered. */
export function ScopeChoice({ draft, base, onScope }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const name = useId();
  const coming = datesOf(base, today, OFFERED);
  const offered = coming.includes(draft.date) ? coming : [draft.date, ...coming].sort();
  const nextDate = draft.scope === 'all' ? (coming[0] ?? draft.date) : draft.date;
  return (
    <div className="rule-scope">
      <span className="chips" role="radiogroup" aria-label={t('hours.whichDates')}>
        {SCOPES.map((scope) => (
          <label key={scope} className="chip-radio">
            <input
              type="radio"
              name={name}
              checked={draft.scope === scope}
              onChange={() => {
                onScope(scope, nextDate);
              }}
            />
            <span>{t(`hours.scope.${scope}`)}</span>
          </label>
        ))}
      </span>
      {draft.scope === 'all' ? null : (
        <select
          aria-label={t('hours.date')}
          value={draft.date}
          onChange={(event) => {
            const date = offered.find((one) => one === event.target.value);
            if (date) onScope(draft.scope, date);
          }}
        >
          {offered.map((date) => (
            <option key={date} value={date}>
              {shortDay(date, locale)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
