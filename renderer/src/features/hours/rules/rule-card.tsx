import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursPreview, HoursRuleDto } from '#shared/contract/hours';
import { datesOf } from '#shared/domain/availability/dates';
import { useClinicNow, useLocale } from '../../../app/clock';
import { fieldWords } from '../../../ui/error-words';
import { shortDay } from '../../../ui/format';
import { type RuleDraft, rescoped, typedFor } from '../logic/draft';
import { NOTHING_TYPED, type RuleTyped, type TypedField, readTyped, typedOf } from '../logic/rule-typed';
import { ruleName, ruleSentence, sinceWords } from '../logic/rule-words';
import { RuleDetails } from './rule-details';
import { RuleMain } from './rule-main';
import { ScopeChoice } from './scope-choice';

interface Props {
  /** Null for one that is being made. */
  readonly rule: HoursRuleDto | null;
  /** Of this card; null while it is as stored. */
  readonly draft: RuleDraft | null;
  readonly preview: HoursPreview | undefined;
  /** Which other hours are in the way, in words. */
  readonly clashes: readonly string[];
  /** Another change is being made. */
  readonly disabled: boolean;
  /** A save was tried: what is still empty in a new rule is said too. */
  readonly isTried: boolean;
  readonly onDraft: (draft: RuleDraft) => void;
  readonly onRemove?: () => void;
  readonly onException?: () => void;
}

/** One rule: its weekdays and times to change at once, the rest on demand, and the rule as a sentence. */
export function RuleCard(props: Props) {
  const { rule, draft, preview, disabled, isTried, onDraft, onRemove, onException } = props;
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const titleId = useId();
  const [isOpen, setOpen] = useState(rule === null);
  const typed = draft?.typed ?? (rule ? typedOf(rule) : NOTHING_TYPED);
  const saved = rule && (draft ? typedFor(rule, draft.scope, draft.date) : typedOf(rule));
  const read = readTyped(typed);
  const wrong = (field: TypedField): string | undefined => {
    const issue = !read.ok && draft ? read.issues.find((one) => one.field === field) : undefined;
    if (rule === null && issue?.code === 'required' && !isTried) return undefined;
    return issue && fieldWords(t, issue.code, issue.params);
  };
  const type = (changes: Partial<RuleTyped>) => {
    const next = { ...typed, ...changes };
    onDraft(
      draft
        ? { ...draft, typed: next }
        : { kind: 'rule', base: rule, scope: 'all', date: rule?.date ?? today, typed: next },
    );
  };
  const shown = read.ok ? { ...read.rule, exceptions: rule?.exceptions ?? [] } : null;
  const sentence = shown
    ? ruleSentence(t, shown, locale)
    : rule && !draft
      ? ruleSentence(t, rule, locale)
      : null;
  const was = rule && draft && sentence ? ruleSentence(t, rule, locale) : null;
  const isChanged =
    was !== null &&
    draft?.scope === 'all' &&
    was.often + was.rest !== (sentence?.often ?? '') + (sentence?.rest ?? '');
  const dates = draft && shown?.recurrence ? (preview?.next ?? datesOf(shown, today, 12)) : [];
  const name = ruleName(t, { label: typed.label.trim() || null, available: typed.available });
  return (
    <section
      className={typed.available ? 'settings-card rule' : 'settings-card rule rule--leave'}
      aria-labelledby={titleId}
      data-rule={rule?.id ?? 'new'}
    >
      <fieldset disabled={disabled} className="rule-fields">
        <div className="rule-head">
          <h2 id={titleId}>{name}</h2>
          <span className="muted">
            {[typed.available ? '' : t('hours.winsOverHours'), shown ? sinceWords(t, shown, locale) : '']
              .filter((words) => words !== '')
              .join(' · ')}
          </span>
        </div>
        {draft && rule && rule.recurrence !== null ? (
          <ScopeChoice
            draft={draft}
            base={rule}
            onScope={(scope, date) => {
              onDraft(rescoped(draft, scope, date));
            }}
          />
        ) : null}
        <RuleMain
          typed={typed}
          saved={saved}
          wrong={wrong}
          clashes={draft ? props.clashes : []}
          onType={type}
        />
        {sentence ? (
          <p className="rule-sentence">
            <b>{sentence.often}</b> {sentence.rest}
            {isChanged ? <i> {t('hours.was', { rule: `${was.often} ${was.rest}` })}</i> : null}
          </p>
        ) : null}
        {dates.length > 0 ? (
          <p className="muted rule-dates">
            {t('hours.itsDates', { dates: dates.map((date) => shortDay(date, locale)).join(' · ') })}
          </p>
        ) : null}
        {isOpen ? <RuleDetails typed={typed} saved={saved} wrong={wrong} onType={type} /> : null}
        <div className="buttons rule-buttons">
          <button
            type="button"
            className="link"
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? t('hours.less') : t('hours.more')}
          </button>
          <span className="rest" />
          {rule && rule.recurrence !== null && !draft ? (
            <Button variant="outlined" onClick={onException}>
              {t('hours.exception')}
            </Button>
          ) : null}
          {rule && !draft ? (
            <Button variant="outlined" onClick={onRemove} aria-label={t('hours.removeNamed', { name })}>
              {t('hours.remove')}
            </Button>
          ) : null}
        </div>
      </fieldset>
    </section>
  );
}
