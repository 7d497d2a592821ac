import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { GENDERS, type PatientFields } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { FieldChoice, type Choice } from './field-choice';
import { languageName, useMessageLanguages } from './message-languages';
import { PatientForm as Schema, TYPED_FIELDS, type TypedField, type TypedPatient } from './patient-schema';

export type Touched = Readonly<Partial<Record<TypedField, unknown>>>;

interface Props {
  readonly initial: TypedPatient;
  /** What was typed over `initial` before the form was put away. */
  readonly typed?: TypedPatient | undefined;
  /** The patient as it is now: untouched fields follow it. */
  readonly live?: TypedPatient | undefined;
  readonly saveLabel: string;
  readonly backLabel: string;
  readonly error: AppError | null;
  /** Email, old file number and notes: asked when editing, not while someone waits on the phone. */
  readonly all: boolean;
  /** Fields that another desk has changed too, each to be decided. */
  readonly choices?: readonly Choice[];
  readonly onChoose?: (field: TypedField, which: 'mine' | 'theirs') => void;
  readonly onSave: (fields: PatientFields, touched: Touched, over: Partial<TypedPatient>) => Promise<void>;
  readonly onBack: () => void;
  readonly onTyped?: (typed: TypedPatient) => void;
  /** Stands above the buttons: what the desk should know before it saves. */
  readonly aside?: ReactNode;
}

const texts = ['guardian', 'address', 'contactEmail', 'oldFileNo', 'deskNotes'] as const;
const labels = {
  guardian: 'patient.guardian',
  address: 'patient.address',
  contactEmail: 'patient.email',
  oldFileNo: 'patient.oldFile',
  deskNotes: 'patient.notes',
} as const;
const long: readonly TypedField[] = ['address', 'deskNotes'];

/** A patient's fields, for registering in place and for editing. Enter saves, Esc goes back. */
export function PatientForm(props: Props) {
  const { initial, typed: left, live, error, all, choices = [], onChoose, onSave, onBack, onTyped } = props;
  const { t } = useTranslation();
  const languages = useMessageLanguages(initial.language);
  const form = useForm<TypedPatient, unknown, PatientFields>({
    defaultValues: initial,
    resolver: zodResolver(Schema),
    mode: 'onTouched',
  });
  const { errors, isSubmitting, dirtyFields, defaultValues } = form.formState;
  const server = error?.code === 'VALIDATION' ? error.issues : [];
  const wrong = (name: TypedField): string | undefined => {
    const message = errors[name]?.message;
    if (message) return fieldWords(t, message);
    const issue = server.find(({ path }) => path.split('.').includes(name));
    return issue ? fieldWords(t, issue.code, issue.params) : undefined;
  };

  const putBack = useEffectEvent(() => {
    if (!left) return;
    for (const name of TYPED_FIELDS) {
      if (left[name] !== initial[name]) form.setValue(name, left[name], { shouldDirty: true });
    }
  });
  useEffect(() => {
    putBack();
  }, []);

  const follow = useEffectEvent((now: TypedPatient) => {
    for (const name of TYPED_FIELDS) {
      const shown = form.getValues(name);
      if (shown === defaultValues?.[name] && shown !== now[name]) {
        form.resetField(name, { defaultValue: now[name] });
      }
    }
  });
  const liveText = live ? JSON.stringify(live) : null;
  useEffect(() => {
    if (live) follow(live);
    // The text stands for the object, which is another one at each answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [liveText]);

  const typed = useWatch({ control: form.control });
  const tellTyped = useEffectEvent(() => onTyped?.({ ...initial, ...typed }));
  useEffect(() => {
    tellTyped();
  }, [typed]);

  const choice = (name: TypedField) => {
    const found = choices.find(({ field }) => field === name);
    return found ? (
      <FieldChoice
        choice={found}
        onChoose={(which) => {
          if (which === 'theirs') form.setValue(name, found.typed, { shouldDirty: true });
          else form.setValue(name, found.mine, { shouldDirty: true });
          onChoose?.(name, which);
        }}
      />
    ) : null;
  };

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
        void form.handleSubmit((fields) => onSave(fields, dirtyFields, defaultValues ?? initial))(event);
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
      {choice('firstName')}
      {choice('lastName')}
      <Field label={t('patient.phone')} error={wrong('phone')}>
        {(control) => <input {...control} inputMode="tel" autoComplete="off" {...form.register('phone')} />}
      </Field>
      {choice('phone')}
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
      {choice('birth')}
      {choice('gender')}
      {texts.slice(0, all ? texts.length : 2).map((name) => (
        <div key={name}>
          <Field label={t(labels[name])} error={wrong(name)}>
            {(control) =>
              all && long.includes(name) ? (
                <textarea rows={2} {...control} {...form.register(name)} />
              ) : (
                <input {...control} autoComplete="off" {...form.register(name)} />
              )
            }
          </Field>
          {choice(name)}
        </div>
      ))}
      {all ? (
        <>
          <Field label={t('patient.language')} error={wrong('language')}>
            {(control) => (
              <select {...control} {...form.register('language')}>
                <option value="">{t('patient.languageClinic')}</option>
                {languages.map((tag) => (
                  <option key={tag} value={tag} lang={tag}>
                    {languageName(tag)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {choice('language')}
        </>
      ) : null}
      {props.aside}
      {error && server.length === 0 ? (
        <p className="problem" role="alert">
          {errorWords(t, error)}
        </p>
      ) : null}
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isSubmitting}>
          {props.saveLabel}
        </Button>
        <Button onClick={onBack}>{props.backLabel}</Button>
      </div>
    </form>
  );
}
