import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/clock';
import type { HoursDraft } from '../logic/draft';
import { ruleLine, ruleName } from '../logic/rule-words';
import { ScopeChoice } from './scope-choice';

type RemoveDraft = Extract<HoursDraft, { kind: 'remove' }>;

interface Props {
  readonly draft: RemoveDraft;
  readonly onDraft: (draft: RemoveDraft) => void;
}

/** A rule that is about to go, struck until it is saved, for one date or more. */
export function RemoveCard({ draft, onDraft }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const name = ruleName(t, draft.base);
  return (
    <section className="settings-card rule" aria-label={name} data-rule={draft.base.id}>
      <div className="rule-head">
        <h2>{t('hours.removing', { name })}</h2>
      </div>
      {draft.base.recurrence === null ? null : (
        <ScopeChoice
          draft={draft}
          base={draft.base}
          onScope={(scope, date) => {
            onDraft({ ...draft, scope, date });
          }}
        />
      )}
      <p className="rule-sentence">
        <s>{ruleLine(t, draft.base, locale)}</s>
      </p>
    </section>
  );
}
