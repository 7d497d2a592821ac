import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { PersonDto, PersonFields } from '#shared/contract/people';
import { change } from '../../api/call';
import { useClinicZone } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { TroubleLine } from '../../ui/trouble-line';
import { SaveBar } from '../settings/save-bar';
import { NO_ERRORS, formErrors } from './form-errors';
import { PersonFieldsForm } from './person-fields';
import { PersonSteps } from './person-steps';
import { PersonVersions } from './row-versions';
import { staleOf, useRowDraft } from './use-row-draft';

interface Props {
  readonly person: PersonDto;
  readonly people: readonly PersonDto[];
  readonly onCode: (given: OutputOf<'people.newCode'>) => void;
}

function fieldsOf(person: PersonDto): PersonFields {
  const { displayName, username, email, role, disabled } = person;
  return {
    displayName: displayName ?? '',
    username: username ?? '',
    email,
    role: role ?? 'viewer',
    disabled,
  };
}

/** One person's account: what is typed is saved together, each other step at once, with its way back. */
export function PersonForm({ person, people, onCode }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const client = useQueryClient();
  const [errors, setErrors] = useState(NO_ERRORS);
  const known = fieldsOf(person);
  const draft = useRowDraft({ version: person.version, fields: known });
  const { typed, clashes } = draft;
  const keys = ['displayName', 'username', 'email', 'role', 'disabled'] as const;
  const changed = keys.filter((key) => typed[key] !== known[key]);

  const forget = () => {
    draft.forget();
    setErrors(NO_ERRORS);
  };
  const save = async () => {
    if (person.adminId === null || clashes.length > 0) return;
    const at = { id: person.adminId, version: draft.version };
    const answer = await change('people.edit', { ...at, fields: typed });
    // Before what was typed goes, so that the next change is made from what was just saved.
    if (answer.ok || staleOf(answer.error)) await client.invalidateQueries({ queryKey: ['people.list'] });
    if (answer.ok) {
      forget();
      notify(t('people.saved', { name: answer.value.person.name }), 'undo');
      return;
    }
    const stale = staleOf(answer.error);
    if (stale === null) {
      setErrors(formErrors(t, answer.error));
      return;
    }
    draft.refuse(stale);
    setErrors({ fields: {}, other: errorWords(t, answer.error, zone) });
  };
  const type = (more: Partial<PersonFields>) => {
    draft.type(more);
    setErrors(NO_ERRORS);
  };

  return (
    <div className="form">
      <h2>{person.name}</h2>
      <PersonVersions draft={draft} />
      {person.adminId === null ? (
        <p>{t('people.onlyDoctor')}</p>
      ) : (
        <>
          <PersonFieldsForm typed={typed} saved={known} errors={errors.fields} onType={type} />
          <label className="people-check">
            <input
              type="checkbox"
              checked={typed.disabled}
              onChange={({ target }) => {
                type({ disabled: target.checked });
              }}
            />
            {t('people.fields.disabled')}
          </label>
          <TroubleLine words={clashes.length > 0 ? null : errors.other} />
        </>
      )}
      <PersonSteps person={person} people={people} onCode={onCode} />
      <SaveBar
        said={
          changed.length === 0
            ? null
            : t('people.changes', { what: changed.map((key) => t(`people.fields.${key}`)).join(', ') })
        }
        trouble={clashes.length > 0 ? t('clinic.chooseFirst') : null}
        onSave={() => {
          void save();
        }}
        onDiscard={forget}
      />
    </div>
  );
}
