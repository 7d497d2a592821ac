import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { PersonDto } from '#shared/contract/people';
import type { Result } from '#shared/errors/app-error';
import { GRANTABLE } from '#shared/permissions/roles';
import { change } from '../../api/call';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { notify } from '../../ui/notice';
import { instantWords } from './instant-words';

interface Props {
  readonly person: PersonDto;
  readonly people: readonly PersonDto[];
  readonly onCode: (given: OutputOf<'people.newCode'>) => void;
}

/** What is done to an account at once: grants, a new code, forgetting wrong passwords, one person with a doctor. */
export function PersonSteps({ person, people, onCode }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const [asks, setAsks] = useState(false);
  const told = <T,>(answer: Result<T>, said: string, offer: 'undo' | 'none'): void => {
    if (answer.ok) notify(said, offer);
    else notify(errorWords(t, answer.error, zone), 'none', 'error');
  };

  const grant = async (permission: (typeof GRANTABLE)[number], granted: boolean) => {
    if (person.adminId === null) return;
    const grants = GRANTABLE.filter((one) => (one === permission ? granted : person.grants.includes(one)));
    const at = { id: person.adminId, version: person.version };
    told(
      await change('people.setGrants', { ...at, grants }),
      t('people.saved', { name: person.name }),
      'undo',
    );
  };
  const link = async (doctorId: number) => {
    const doctor = people.find((one) => one.doctorId === doctorId);
    const target = doctorId === 0 ? person : doctor;
    if (!target?.doctor || target.doctorId === null) return;
    const adminId = doctorId === 0 ? null : person.adminId;
    const input = { id: target.doctorId, version: target.doctor.version, adminId };
    told(await change('people.link', input), t('people.saved', { name: person.name }), 'undo');
  };
  const newCode = async () => {
    setAsks(false);
    const answer = await change('people.newCode', { account: person.person });
    if (answer.ok) onCode(answer.value);
    else told(answer, '', 'none');
  };

  return (
    <>
      {person.role === 'staff' ? (
        <fieldset className="people-card">
          <legend className="unseen">{t('people.grants')}</legend>
          <h3 aria-hidden="true">{t('people.grants')}</h3>
          {GRANTABLE.map((permission) => (
            <label key={permission} className="people-check">
              <input
                type="checkbox"
                checked={person.grants.includes(permission)}
                onChange={({ target }) => {
                  void grant(permission, target.checked);
                }}
              />
              {t(`people.may.${permission}`)}
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className="people-card">
        <h3>{t('people.signingIn')}</h3>
        <p>
          {person.lastSignInAt === null
            ? t('people.neverIn')
            : t('people.lastIn', { when: instantWords(person.lastSignInAt, zone, locale) })}
        </p>
        {person.failures > 0 ? (
          <p>
            {person.lockedUntil === null
              ? t('people.failures', { count: person.failures })
              : t('people.lockedUntil', { when: instantWords(person.lockedUntil, zone, locale) })}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                void change('people.unlock', { account: person.person }).then((answer) => {
                  told(answer, t('people.unlocked', { name: person.name }), 'none');
                });
              }}
            >
              {t('people.unlock')}
            </button>
          </p>
        ) : null}
        {asks ? (
          <div role="group" aria-label={t('people.newCode')} className="form">
            <p>{t('people.codeAsks', { name: person.name })}</p>
            <div className="buttons">
              <Button
                variant="contained"
                autoFocus
                onClick={() => {
                  void newCode();
                }}
              >
                {t('people.newCode')}
              </Button>
              <Button
                onClick={() => {
                  setAsks(false);
                }}
              >
                {t('common.back')}
              </Button>
            </div>
          </div>
        ) : (
          <Button
            variant="outlined"
            onClick={() => {
              setAsks(true);
            }}
          >
            {t('people.newCode')}…
          </Button>
        )}
      </div>
      {person.adminId === null ? null : (
        <Field label={t('people.alsoDoctor')}>
          {(control) => (
            <select
              {...control}
              value={person.doctorId ?? 0}
              onChange={({ target }) => {
                void link(Number(target.value));
              }}
            >
              <option value={0}>{t('people.noDoctor')}</option>
              {people
                .filter(({ doctor, adminId }) => doctor && (adminId === null || adminId === person.adminId))
                .map(({ doctorId, doctor }) => (
                  <option key={doctorId} value={doctorId ?? 0}>
                    {doctor?.name}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}
