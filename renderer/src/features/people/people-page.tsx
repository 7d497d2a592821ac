import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { PersonDto } from '#shared/contract/people';
import { nameWords } from '#shared/domain/search-words';
import { useCallQuery } from '../../api/queries';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { movedAmongRows } from '../../ui/row-keys';
import { PageFrame } from '../settings/page-frame';
import { CodeBox } from './code-box';
import { instantWords } from './instant-words';
import { InviteForm } from './invite-form';
import './people.css';
import { PersonForm } from './person-form';

function found(people: readonly PersonDto[], typed: string): PersonDto[] {
  const wanted = nameWords(typed);
  return people.filter((person) => {
    const words = nameWords([person.name, person.displayName, person.username, person.email].join(' '));
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  });
}

/** Everybody who may sign in, with the account of whoever is chosen beside it. */
export function PeoplePage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { data, error } = useCallQuery('people.list', {});
  const people = data ?? [];
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<PersonDto['person'] | 'invite' | null>(null);
  const [given, setGiven] = useState<OutputOf<'people.newCode'> | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const chosen = people.find(({ person }) => person === shown);
  const rows = found(people, typed);

  const stateOf = (person: PersonDto): string => {
    if (person.disabled && (person.doctor === null || person.doctor.deleted)) return t('people.state.off');
    if (person.role === null && person.doctor?.deleted === true) return t('people.state.off');
    if (person.lockedUntil !== null) return t('people.state.locked');
    if (person.codeExpiresAt !== null) return t('people.state.code');
    if (person.lastSignInAt === null) return t('people.state.never');
    return instantWords(person.lastSignInAt, zone, locale);
  };
  const rolesOf = ({ role, doctor }: PersonDto): string =>
    [role ? t(`session.roles.${role}`) : null, doctor ? t('session.roles.doctor') : null]
      .filter((one) => one !== null)
      .join(' · ');

  const aside = given ? (
    <CodeBox
      given={given}
      onClose={() => {
        setShown(given.person.person);
        setGiven(null);
      }}
    />
  ) : shown === 'invite' ? (
    <InviteForm
      onInvited={setGiven}
      onCancel={() => {
        setShown(null);
      }}
    />
  ) : chosen ? (
    <PersonForm key={chosen.person} person={chosen} people={people} onCode={setGiven} />
  ) : (
    <p className="muted">{t('people.choose')}</p>
  );

  return (
    <PageFrame lead={t('people.lead', { count: people.length })} aside={aside}>
      <div className="people-tools">
        <input
          type="search"
          aria-label={t('people.find')}
          placeholder={t('people.find')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            list.current?.querySelector<HTMLElement>('.row')?.focus();
          }}
        />
        <Button
          variant="outlined"
          onClick={() => {
            setGiven(null);
            setShown('invite');
          }}
        >
          {t('people.invite')}
        </Button>
      </div>
      {error ? <p role="alert">{errorWords(t, error.error, zone)}</p> : null}
      {rows.length === 0 ? (
        <p className="empty">{data ? t('people.nobody', { typed }) : t('common.loading')}</p>
      ) : (
        <ul
          ref={list}
          className="people-list"
          aria-label={t('settings.pages.people.title')}
          onKeyDown={(event) => {
            movedAmongRows(event, list.current);
          }}
        >
          {rows.map((person) => (
            <li key={person.person}>
              <button
                type="button"
                className="row"
                aria-current={person.person === shown}
                onClick={() => {
                  setGiven(null);
                  setShown(person.person);
                }}
              >
                <b>{person.name}</b>
                <span>{rolesOf(person)}</span>
                <span className={person.disabled || person.lockedUntil !== null ? 'people-off' : ''}>
                  {stateOf(person)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </PageFrame>
  );
}
