import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import { HABITS, type HistoryKind, MOST_WORDS, RELATIONS } from '#shared/contract/medical-history';
import type { AppError } from '#shared/errors/app-error';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field, type FieldControl } from '../../ui/field';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { FIELDS, type HistoryField, type TypedFact, factFrom, typedAge } from './history-logic';

interface Props {
  readonly kind: HistoryKind;
  readonly label: string;
  readonly typed: TypedFact;
  readonly onTyped: (typed: TypedFact) => void;
  /** @returns why it was not saved */
  readonly onSave: (fact: InputOf<'medicalHistory.add'>['fact']) => Promise<AppError | null>;
  readonly onBack: () => void;
}

/** One row of fields for the keyboard: Tab from one to the next, Enter saves from any of them. */
export function HistoryForm({ kind, label, typed, onTyped, onSave, onBack }: Props) {
  const { t } = useTranslation();
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);
  const save = async () => {
    if (isSaving) return;
    if (kind === 'family' && Number.isNaN(typedAge(typed.onsetAge))) {
      const issues = [{ path: 'fact.onsetAge', code: 'not_a_number', params: {} }] as const;
      setFailed({ code: 'VALIDATION', issues });
      return;
    }
    setSaving(true);
    const error = await onSave(factFrom(kind, typed));
    setSaving(false);
    setFailed(error);
  };
  const issues = failed?.code === 'VALIDATION' ? failed.issues : [];
  const errorOf = (field: HistoryField) => {
    const issue = issues.find(({ path }) => path === `fact.${field}`);
    return issue && fieldWords(t, issue.code, issue.params);
  };
  return (
    <form
      className="history-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        // Nothing of a key that is meant for this form is for the page around it.
        if (event.key === 'Enter') event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      {FIELDS[kind].map((field, index) => (
        <Field
          key={field}
          className={field === 'what' || field === 'place' ? 'history-wide' : ''}
          label={field === 'what' ? t(`history.what.${kind}`) : t(`history.${field}`)}
          error={errorOf(field)}
          hint={field === 'on' || field === 'from' ? t('history.dateHint') : undefined}
        >
          {(control) => (
            <Control
              control={control}
              field={field}
              isFirst={index === 0}
              value={typed[field]}
              onTyped={(value) => {
                onTyped({ ...typed, [field]: value });
              }}
            />
          )}
        </Field>
      ))}
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isSaving}>
          {t('common.save')}
          <Kbd k={KEY.enter} />
        </Button>
        <Button onClick={onBack}>
          {t('common.back')}
          <Kbd k={KEY.escape} />
        </Button>
      </div>
      {failed && issues.length === 0 ? (
        <p className="field-error" role="alert">
          {errorWords(t, failed)}
        </p>
      ) : null}
    </form>
  );
}

interface ControlProps {
  readonly control: FieldControl;
  readonly field: HistoryField;
  readonly isFirst: boolean;
  readonly value: string;
  readonly onTyped: (value: string) => void;
}

function Control({ control, field, isFirst, value, onTyped }: ControlProps) {
  const { t } = useTranslation();
  const common = {
    ...control,
    autoFocus: isFirst,
    value,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onTyped(event.target.value);
    },
  };
  switch (field) {
    case 'relation':
      return (
        <select {...common}>
          {RELATIONS.map((one) => (
            <option key={one} value={one}>
              {t(`history.relations.${one}`)}
            </option>
          ))}
        </select>
      );
    case 'habit':
      return (
        <select {...common}>
          {HABITS.map((one) => (
            <option key={one} value={one}>
              {t(`history.habits.${one}`)}
            </option>
          ))}
        </select>
      );
    case 'what':
    case 'place':
      return <input {...common} autoComplete="off" maxLength={MOST_WORDS} />;
    case 'onsetAge':
      return <input {...common} autoComplete="off" inputMode="numeric" maxLength={3} />;
    case 'on':
    case 'from':
    case 'until':
      return <input {...common} autoComplete="off" maxLength={20} />;
  }
}
