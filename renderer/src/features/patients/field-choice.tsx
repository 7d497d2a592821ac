import { useTranslation } from 'react-i18next';
import type { TypedField } from './patient-schema';

/** One field that two desks have changed: both values, and which of them is to stand. */
export interface Choice {
  readonly field: TypedField;
  /** Who changed it, and when. */
  readonly who: string;
  readonly typed: string;
  readonly mine: string;
  readonly chosen: 'mine' | 'theirs' | null;
}

interface Props {
  readonly choice: Choice;
  readonly onChoose: (which: 'mine' | 'theirs') => void;
}

/** Both values side by side, a button each. */
export function FieldChoice({ choice, onChoose }: Props) {
  const { t } = useTranslation();
  const { field, who, typed, mine, chosen } = choice;
  const name = t(`patient.fields.${field}`);
  return (
    <div className="choice" role="group" aria-label={t('patient.both', { field: name })}>
      <p>{who}</p>
      <div className="choice-pair">
        {(['theirs', 'mine'] as const).map((which) => (
          <button
            key={which}
            type="button"
            className="choice-value"
            aria-pressed={chosen === which}
            onClick={() => {
              onChoose(which);
            }}
          >
            <small>{t(which === 'theirs' ? 'patient.theirs' : 'patient.mine')}</small>
            <span>{(which === 'theirs' ? typed : mine) || t('common.notGiven')}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
