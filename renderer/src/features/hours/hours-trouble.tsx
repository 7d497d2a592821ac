import { useTranslation } from 'react-i18next';
import { HoursRuleDto } from '#shared/contract/hours';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { StaleBox } from '../../ui/stale-box';
import { readTyped } from './logic/rule-typed';
import { ruleLine, ruleName } from './logic/rule-words';
import type { HoursEditor } from './use-hours-editor';

/** Why the last save was refused; both versions where another desk was faster. */
export function HoursTrouble({ editor }: { readonly editor: HoursEditor }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { error, draft } = editor;
  if (!error || !draft) return null;
  const line = (rule: Parameters<typeof ruleLine>[1]) => `${ruleName(t, rule)}: ${ruleLine(t, rule, locale)}`;
  if (error.code === 'CONFLICT' && error.conflict.kind === 'stale' && draft.kind !== 'copy' && draft.base) {
    const current = HoursRuleDto.safeParse(error.conflict.current);
    const read = draft.kind === 'rule' ? readTyped(draft.typed) : null;
    if (current.success) {
      const base = current.data;
      return (
        <StaleBox
          sentence={errorWords(t, error, zone)}
          theirs={line(base)}
          yours={
            read?.ok
              ? line({ ...read.rule, exceptions: [] })
              : t('hours.removing', { name: ruleName(t, base) })
          }
          onAgain={() => {
            void editor.save({ do: 'ask' }, { ...draft, base });
          }}
          onKeep={() => {
            editor.put(null);
          }}
        />
      );
    }
  }
  // Overlaps and visits outside are said where they are.
  if (error.code === 'RULE_VIOLATION' && error.rules.every(({ rule }) => rule === 'visits_outside'))
    return null;
  return (
    <p className="field-error" role="alert">
      {errorWords(t, error, zone)}
    </p>
  );
}
