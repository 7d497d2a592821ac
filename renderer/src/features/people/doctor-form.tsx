import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorProfile } from '#shared/contract/doctors';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { useClinicZone } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { notify } from '../../ui/notice';
import { takesBack } from '../../ui/take-back';
import { TroubleLine } from '../../ui/trouble-line';
import { SaveBar } from '../settings/save-bar';
import { NO_ERRORS, formErrors } from './form-errors';
import { DoctorFees } from './doctor-fees';
import { DoctorVersions } from './row-versions';
import { staleOf, useRowDraft } from './use-row-draft';

type Fields = InputOf<'doctors.add'>['fields'];

const TEXTS = [
  'title',
  'firstName',
  'lastName',
  'specialization',
  'degree',
  'registrationNo',
  'email',
  'contactNumber',
] as const;
const NEUTRAL = '#0b6e75';

const EMPTY: Fields = {
  title: 'Dr',
  firstName: '',
  lastName: null,
  email: null,
  specialization: null,
  contactNumber: null,
  bio: null,
  degree: null,
  registrationNo: null,
  colour: null,
  defaultMinutes: 15,
  seesBy: 'slot',
  gridMinutes: null,
  fees: { currency: '', in_person: null, telemedicine: null },
};

interface Props {
  /** Null for one who is new. */
  readonly doctor: DoctorProfile | null;
  readonly onSaved: (id: DoctorProfile['id']) => void;
  readonly onDiscard: () => void;
}

function orNull(value: string): string | null {
  return value === '' ? null : value;
}

/** A doctor's profile: what paper, calendar and sign-in need. */
export function DoctorForm({ doctor, onSaved, onDiscard }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const clinic = useCallQuery('settings.get', {}).data;
  const known: Fields = doctor?.fields ?? {
    ...EMPTY,
    defaultMinutes: clinic?.defaultMinutes ?? EMPTY.defaultMinutes,
    fees: { ...EMPTY.fees, currency: clinic?.currency ?? '' },
  };
  const client = useQueryClient();
  const draft = useRowDraft<Fields>({ version: doctor?.version ?? 0, fields: known });
  const { typed, isChanged, clashes } = draft;
  const [errors, setErrors] = useState(NO_ERRORS);
  const type = (more: Partial<Fields>) => {
    draft.type(more);
    setErrors(NO_ERRORS);
  };

  const save = async () => {
    if (clashes.length > 0) return;
    const answer = doctor
      ? await change('doctors.edit', { id: doctor.id, version: draft.version, fields: typed })
      : await change('doctors.add', { fields: typed });
    // Before what was typed goes, so that the next change is made from what was just saved.
    if (answer.ok || staleOf(answer.error))
      await client.invalidateQueries({ queryKey: ['doctors.profiles'] });
    if (answer.ok) {
      draft.forget();
      setErrors(NO_ERRORS);
      notify(t('people.doctor.saved', { name: typed.lastName ?? typed.firstName }), 'undo');
      onSaved(answer.value.doctor.id);
    } else if (answer.error.code === 'VALIDATION') setErrors(formErrors(t, answer.error));
    else {
      const stale = staleOf(answer.error);
      if (stale) draft.refuse(stale);
      setErrors({ fields: {}, other: errorWords(t, answer.error, zone) });
    }
  };

  return (
    <div className="form">
      <DoctorVersions draft={draft} />
      <div className="pair">
        {TEXTS.map((name) => (
          <Field key={name} label={t(`people.fields.${name}`)} error={errors.fields[name]}>
            {(control) => (
              <input
                {...control}
                type="text"
                autoComplete="off"
                value={typed[name] ?? ''}
                onKeyDown={takesBack(typed[name], known[name], (saved) => {
                  type({ [name]: saved });
                })}
                onChange={({ target }) => {
                  type({ [name]: name === 'firstName' ? target.value : orNull(target.value) });
                }}
              />
            )}
          </Field>
        ))}
        <Field label={t('people.fields.defaultMinutes')} error={errors.fields['defaultMinutes']}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={5}
              max={720}
              step={5}
              value={typed.defaultMinutes}
              onKeyDown={takesBack(typed.defaultMinutes, known.defaultMinutes, (defaultMinutes) => {
                type({ defaultMinutes });
              })}
              onChange={({ target }) => {
                type({ defaultMinutes: target.valueAsNumber });
              }}
            />
          )}
        </Field>
        <Field label={t('people.fields.seesBy')}>
          {(control) => (
            <select
              {...control}
              value={typed.seesBy}
              onChange={({ target }) => {
                type({ seesBy: target.value === 'token' ? 'token' : 'slot' });
              }}
            >
              <option value="slot">{t('people.doctor.slot')}</option>
              <option value="token">{t('people.doctor.token')}</option>
            </select>
          )}
        </Field>
        <DoctorFees
          fees={typed.fees}
          saved={known.fees}
          clinicCurrency={clinic?.currency ?? typed.fees.currency}
          errors={errors.fields}
          onChange={(fees) => {
            type({ fees });
          }}
        />
        <Field label={t('people.fields.colour')} error={errors.fields['colour']}>
          {(control) => (
            <input
              {...control}
              type="color"
              value={typed.colour ?? NEUTRAL}
              onChange={({ target }) => {
                type({ colour: target.value });
              }}
            />
          )}
        </Field>
      </div>
      <label className="people-check">
        <input
          type="checkbox"
          checked={typed.gridMinutes === 5}
          onChange={({ target }) => {
            type({ gridMinutes: target.checked ? 5 : null });
          }}
        />
        {t('people.fields.gridMinutes')}
      </label>
      <Field label={t('people.fields.bio')} error={errors.fields['bio']}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            value={typed.bio ?? ''}
            onKeyDown={takesBack(typed.bio, known.bio, (bio) => {
              type({ bio });
            })}
            onChange={({ target }) => {
              type({ bio: orNull(target.value) });
            }}
          />
        )}
      </Field>
      <TroubleLine words={clashes.length > 0 ? null : errors.other} />
      <SaveBar
        said={isChanged ? t(doctor ? 'people.doctor.changed' : 'people.doctor.new') : null}
        trouble={clashes.length > 0 ? t('clinic.chooseFirst') : null}
        onSave={() => {
          void save();
        }}
        onDiscard={() => {
          draft.forget();
          setErrors(NO_ERRORS);
          onDiscard();
        }}
      />
    </div>
  );
}
