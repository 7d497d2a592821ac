import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';

interface Asked {
  readonly label: string;
  /** Characters that its column holds. */
  readonly most: number;
}

interface Props {
  readonly title: string;
  readonly name: Asked;
  readonly more: Asked;
  /** Saves, and gives back why it could not. */
  readonly onSave: (name: string, more: string) => Promise<AppError | null>;
  readonly onDone: (changed: boolean) => void;
}

/** What is known of a patient, as it is noted: its name, and a word more. Escape leaves it. */
export function KnownForm({ title, name: named, more: asked, onSave, onDone }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [more, setMore] = useState('');
  const [wrong, setWrong] = useState<string>();
  const save = async () => {
    const error = await onSave(name, more);
    if (error) setWrong(errorWords(t, error));
    else onDone(true);
  };
  return (
    <form
      className="allergy-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone(false);
      }}
    >
      <Field label={named.label} error={wrong}>
        {(control) => (
          <input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={named.most}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label={asked.label}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={asked.most}
            value={more}
            onChange={(event) => {
              setMore(event.target.value);
            }}
          />
        )}
      </Field>
      <Button type="submit" variant="outlined" disabled={name.trim() === ''}>
        {t('common.save')}
      </Button>
    </form>
  );
}
