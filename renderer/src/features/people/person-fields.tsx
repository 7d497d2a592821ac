import { useTranslation } from 'react-i18next';
import type { PersonFields } from '#shared/contract/people';
import { ADMIN_ROLES } from '#shared/permissions/roles';
import { Field } from '../../ui/field';
import { takesBack } from '../../ui/take-back';

interface Props {
  readonly typed: PersonFields;
  /** What Escape takes a field back to; nothing for somebody who is not there yet. */
  readonly saved?: PersonFields;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onType: (changes: Partial<PersonFields>) => void;
}

const TEXTS = ['displayName', 'username', 'email'] as const;

/** Name, sign-in names and role of an administrator. */
export function PersonFieldsForm({ typed, saved, errors, onType }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {TEXTS.map((name) => (
        <Field key={name} label={t(`people.fields.${name}`)} error={errors[name]}>
          {(control) => (
            <input
              {...control}
              type="text"
              autoComplete="off"
              autoFocus={name === 'displayName'}
              value={typed[name] ?? ''}
              onKeyDown={takesBack(typed[name], saved?.[name], (back) => {
                onType({ [name]: back });
              })}
              onChange={({ target }) => {
                onType({ [name]: name === 'email' && target.value === '' ? null : target.value });
              }}
            />
          )}
        </Field>
      ))}
      <Field label={t('people.fields.role')} error={errors['role']} hint={t(`people.roleHelp.${typed.role}`)}>
        {(control) => (
          <select
            {...control}
            value={typed.role}
            onChange={({ target }) => {
              const role = ADMIN_ROLES.find((one) => one === target.value);
              if (role) onType({ role });
            }}
          >
            {ADMIN_ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`session.roles.${role}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
