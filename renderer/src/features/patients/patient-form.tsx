import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import { useEffect, useEffectEvent } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { GENDERS, type PatientFields } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { PatientForm as Schema, type TypedPatient } from './patient-schema';

interface Props {
  readonly initial: TypedPatient;
  readonly saveLabel: string;
  readonly backLabel: string;
  readonly error: AppError | null;
  /** Email, old file number and notes: asked when editing, not while someone waits on the phone. */
  readonly all: boolean;
  readonly onSave: (
    fields: PatientFields,
    touched: Partial<Record<keyof TypedPatient, unknown>>,
  ) => Promise<void>;
  readonly onBack: () => void;
  readonly onTyped?: (typed: TypedPatient) => void;
}

const texts = ['guardian', 'contactEmail', 'oldFileNo', 'deskNotes'] as const;
const labels = {
  guardian: 'patient.guardian',
  contactEmail: 'patient.email',
  oldFileNo: 'patient.oldFile',
  deskNotes: 'patient.notes',
} as const;

/** A patient's fields, for registering in place and for editing. Enter saves, Esc goes back. */
export function PatientForm({ initial, saveLabel, backLabel, error, all, onSave, onBack, onTyped }: Props) {
  const { t } = useTranslation();
  const form = useForm<TypedPatient, unknown, PatientFields>({
    defaultValues: initial,
    resolver: zodResolver(Schema),
    mode: 'onTouched',
  });
  const { errors, isSubmitting, dirtyFields } = form.formState;
  const server = error?.code === 'VALIDATION' ? error.issues : [];
  const wrong = (name: keyof TypedPatient): string | undefined => {
    const message = errors[name]?.message;
    if (message) return fieldWords(t, message);
    const issue = server.find(({ path }) => path.split('.').includes(name));
    return issue ? fieldWords(t, issue.code, issue.params) : undefined;
  };
  const typed = useWatch({ control: form.control });
  const tellTyped = useEffectEvent(() => onTyped?.({ ...initial, ...typed }));
  useEffect(() => {
    tellTyped();
  }, [typed]);

  return (
    <form
      className="form"
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
      onSubmit={(event) => {
        event.stopPropagation();
        void form.handleSubmit((fields) => onSave(fields, dirtyFields))(event);
      }}
    >
      <div className="pair">
        <Field label={t('patient.first')} error={wrong('firstName')}>
          {(control) => <input {...control} autoFocus autoComplete="off" {...form.register('firstName')} />}
        </Field>
        <Field label={t('patient.last')} error={wrong('lastName')}>
          {(control) => <input {...control} autoComplete="off" {...form.register('lastName')} />}
        </Field>
      </div>
      <Field label={t('patient.phone')} error={wrong('phone')}>
        {(control) => <input {...control} inputMode="tel" autoComplete="off" {...form.register('phone')} />}
      </Field>
      <div className="pair">
        <Field label={t('patient.birth')} error={wrong('birth')} hint={t('patient.birthHint')}>
          {(control) => <input {...control} autoComplete="off" {...form.register('birth')} />}
        </Field>
        <Field label={t('patient.gender')} error={wrong('gender')}>
          {(control) => (
            <select {...control} {...form.register('gender')}>
              <option value="">{t('patient.genderNone')}</option>
              {GENDERS.map((gender) => (
                <option key={gender} value={gender}>
                  {t(`patient.genders.${gender}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {texts.slice(0, all ? texts.length : 1).map((name) => (
        <Field key={name} label={t(labels[name])} error={wrong(name)}>
          {(control) => <input {...control} autoComplete="off" {...form.register(name)} />}
        </Field>
      ))}
      {error && server.length === 0 ? (
        <p className="problem" role="alert">
          {errorWords(t, error)}
        </p>
      ) : null}
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isSubmitting}>
          {saveLabel}
        </Button>
        <Button onClick={onBack}>{backLabel}</Button>
      </div>
    </form>
  );
}
