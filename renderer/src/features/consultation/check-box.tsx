import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHECKS } from '#shared/contract/consultation';
import type { InputOf } from '#shared/contract/contract';
import type { AppError } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';

type Override = NonNullable<InputOf<'consultation.sign'>['override']>;

interface Props {
  readonly error: AppError;
  readonly onOverride: (override: Override) => void;
}

/** Why it is not signed; what the checks found may be gone against with a reason. */
export function CheckBox({ error, onOverride }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const found = error.code === 'RULE_VIOLATION' && error.overridable ? error.rules : [];
  const rules = CHECKS.filter((check) => found.some(({ rule }) => rule === check));
  const sign = () => {
    if (reason.trim() !== '') onOverride({ rules, reason });
  };
  return (
    <div className="problem" role="alert">
      <p>{errorWords(t, error)}</p>
      {rules.length > 0 ? (
        <div className="override">
          <Field label={t('room.whyAllTheSame')}>
            {(control) => (
              <input
                {...control}
                autoFocus
                maxLength={300}
                autoComplete="off"
                value={reason}
                onChange={(event) => {
                  setReason(event.target.value);
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  event.stopPropagation();
                  sign();
                }}
              />
            )}
          </Field>
          <Button variant="outlined" onClick={sign}>
            {t('room.signAllTheSame')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
