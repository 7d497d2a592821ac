import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { PersonFields } from '#shared/contract/people';
import { change } from '../../api/call';
import { TroubleLine } from '../../ui/trouble-line';
import { NO_ERRORS, formErrors } from './form-errors';
import { PersonFieldsForm } from './person-fields';

interface Props {
  readonly onInvited: (given: OutputOf<'people.invite'>) => void;
  readonly onCancel: () => void;
}

const EMPTY: PersonFields = { displayName: '', username: '', email: null, role: 'staff', disabled: false };

/** Makes an account, whose code is then shown once. */
export function InviteForm({ onInvited, onCancel }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(EMPTY);
  const [errors, setErrors] = useState(NO_ERRORS);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { displayName, username, email, role } = typed;
    const answer = await change('people.invite', { fields: { displayName, username, email, role } });
    if (answer.ok) onInvited(answer.value);
    else setErrors(formErrors(t, answer.error));
  };

  return (
    <form
      className="form"
      noValidate
      aria-labelledby="invite-title"
      onSubmit={(event) => {
        void submit(event);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <h2 id="invite-title">{t('people.invite')}</h2>
      <PersonFieldsForm
        typed={typed}
        errors={errors.fields}
        onType={(changes) => {
          setTyped({ ...typed, ...changes });
          setErrors(NO_ERRORS);
        }}
      />
      <TroubleLine words={errors.other} />
      <div className="buttons">
        <Button type="submit" variant="contained">
          {t('people.makeAccount')}
        </Button>
        <Button onClick={onCancel}>{t('common.back')}</Button>
      </div>
    </form>
  );
}
