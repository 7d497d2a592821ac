import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnName } from '#shared/contract/people';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { useClinicZone } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { notify } from '../../ui/notice';
import { takesBack } from '../../ui/take-back';
import { PageFrame } from '../settings/page-frame';
import { SaveBar } from '../settings/save-bar';
import { formErrors, NO_ERRORS } from './form-errors';
import { PasswordForm } from './password-form';
import './people.css';
import { DeskPrefs, ScreenPrefs } from './screen-prefs';

const PARTS = { admin: ['displayName'], doctor: ['title', 'firstName', 'lastName'] } as const;

/** One's own name, password, and how the screens look. */
export function AccountPage() {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const client = useQueryClient();
  const account = useCallQuery('people.account', {}).data;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [errors, setErrors] = useState(NO_ERRORS);
  const name: Readonly<Record<string, string | null>> = account ? { ...account.name } : {};
  const parts = account ? PARTS[account.name.kind] : [];
  const changed = parts.filter((part) => typed[part] !== undefined && typed[part] !== (name[part] ?? ''));

  const forget = () => {
    setTyped({});
    setErrors(NO_ERRORS);
  };
  const type = (part: string, value: string) => {
    setTyped({ ...typed, [part]: value });
    setErrors(NO_ERRORS);
  };
  const wanted = (kind: OwnName['kind']): OwnName => {
    const value = (part: string) => typed[part] ?? name[part] ?? '';
    return kind === 'admin'
      ? { kind, displayName: value('displayName') }
      : { kind, title: value('title'), firstName: value('firstName'), lastName: value('lastName') };
  };
  const save = async () => {
    if (!account) return;
    const { id, version } = account;
    const answer = await change('people.renameSelf', { id, version, name: wanted(account.name.kind) });
    if (answer.ok) {
      // Before what was typed goes, so that the field never shows what stood there before.
      await client.invalidateQueries({ queryKey: ['people.account'] });
      forget();
      notify(t('people.ownSaved'), 'undo');
    } else if (answer.error.code === 'VALIDATION') {
      const found = formErrors(t, answer.error);
      const named = Object.entries(found.fields).map(([path, words]) => [path.split('.').at(-1), words]);
      setErrors({ fields: Object.fromEntries(named) as Record<string, string>, other: found.other });
    } else {
      setErrors({ fields: {}, other: errorWords(t, answer.error, zone) });
    }
  };

  return (
    <PageFrame
      lead={account ? t('people.ownNames', { names: account.signInNames.join(', ') }) : undefined}
      foot={
        <SaveBar
          said={
            changed.length === 0
              ? null
              : t('people.changes', { what: changed.map((part) => t(`people.fields.${part}`)).join(', ') })
          }
          trouble={errors.other}
          onSave={() => {
            void save();
          }}
          onDiscard={forget}
        />
      }
    >
      <section className="settings-card" aria-labelledby="own-name">
        <h2 id="own-name">{t('people.ownName')}</h2>
        {parts.map((part) => (
          <Field key={part} label={t(`people.fields.${part}`)} error={errors.fields[part]}>
            {(control) => (
              <input
                {...control}
                type="text"
                autoComplete="off"
                value={typed[part] ?? name[part] ?? ''}
                onKeyDown={takesBack(typed[part] ?? name[part] ?? '', name[part] ?? '', (saved) => {
                  type(part, saved);
                })}
                onChange={({ target }) => {
                  type(part, target.value);
                }}
              />
            )}
          </Field>
        ))}
      </section>
      <PasswordForm />
      <ScreenPrefs />
      <DeskPrefs />
    </PageFrame>
  );
}
