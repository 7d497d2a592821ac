import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import { useEffect, useEffectEvent, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { VISIT_TYPES, type BookInput } from '#shared/contract/appointments';
import type { AppError } from '#shared/errors/app-error';
import { DoctorId, type PatientId } from '#shared/values/ids';
import { minutesBetween } from '#shared/values/wall-clock';
import { fieldWords } from '../../../ui/error-words';
import { patientName, twoDigits } from '../../../ui/format';
import { Field } from '../../../ui/field';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { RegisterForm } from '../../patients/register-form';
import { patientFromSearch } from '../../patients/patient-schema';
import type { Override } from '../actions';
import { useCalendar } from '../calendar-data';
import { useChanges } from '../changes';
import { peekAt } from '../columns-store';
import { roomFor } from '../logic/clash';
import { columnKey } from '../logic/columns';
import { useDoctors } from '../doctors';
import { focusCalendar } from '../grid/use-cursor';
import { setCursor, showNextFree, showPanel, showVisit, type Place } from '../store';
import { cursorOf } from '../logic/cursor';
import { BookingForm as Schema, fieldOf, type TypedBooking } from './booking-schema';
import { useDraftKeeping, type BookingDraft } from './draft';
import { PatientField, usePatient } from './patient-field';
import { RefusedBox } from './refused-box';
import { TimesFields } from './times-fields';
import { useSketch } from './use-sketch';

interface Props {
  readonly initial: BookingDraft;
  readonly blank: BookingDraft;
  readonly restored: boolean;
  readonly place: Place | null;
  readonly patientId: PatientId | null;
}

const fields = new Set(['doctorId', 'patientId', 'date', 'time', 'length', 'type', 'reason', 'deskNotes']);

/** Everything that is wrong stands at its field already. */
function isAtFields(error: AppError): boolean {
  return error.code === 'VALIDATION' && error.issues.every(({ path }) => fields.has(fieldOf(path)));
}

/** The booking form: whom, with whom, when. Enter books, Esc keeps what was typed. */
export function BookingForm({ initial, blank, restored, place, patientId }: Props) {
  const { t } = useTranslation();
  const { book } = useChanges();
  const { byId } = useDoctors();
  const { all: columns } = useCalendar();
  const { keep, discard } = useDraftKeeping();
  const [search, setSearch] = useState(initial.search);
  const [registering, setRegistering] = useState(initial.registering);
  const [isRestored, setRestored] = useState(restored);
  const [refusal, setRefusal] = useState<{ error: AppError; serial: number | undefined } | null>(null);
  const serial = place?.serial;
  // A refusal belongs to the place it was about; another place starts without it.
  const error = refusal && refusal.serial === serial ? refusal.error : null;
  const form = useForm<TypedBooking, unknown, BookInput>({
    defaultValues: initial.booking,
    resolver: zodResolver(Schema),
  });
  const { errors, isSubmitting } = form.formState;
  const typed: TypedBooking = { ...initial.booking, ...useWatch({ control: form.control }) };
  const chosen = usePatient(typed.patientId);
  useSketch(typed, isSubmitting && chosen ? patientName(chosen) : null);

  const takePlace = useEffectEvent(() => {
    if (!place) return;
    const usual = byId.get(place.doctorId)?.defaultMinutes ?? Number(typed.length);
    const column = columns.find(({ key }) => key === columnKey(place.doctorId, place.date));
    const length = place.length ?? (column ? roomFor(column, place.minute, usual) : usual);
    form.setValue('doctorId', String(place.doctorId));
    form.setValue('date', place.date);
    form.setValue('time', twoDigits(place.minute));
    form.setValue('length', String(length));
  });
  useEffect(() => {
    takePlace();
  }, [serial]);
  useEffect(() => {
    if (patientId !== null) form.setValue('patientId', patientId);
  }, [form, patientId]);

  const draftNow = JSON.stringify({ booking: typed, search, registering });
  const keepDraft = useEffectEvent(() => {
    keep({ booking: typed, search, registering });
  });
  useEffect(() => {
    keepDraft();
  }, [draftNow]);

  const send = async (input: BookInput, override?: Override) => {
    setRefusal(null);
    const answer = await book(override ? { ...input, override } : input);
    if (!answer.ok) {
      setRefusal({ error: answer.error, serial });
      if (answer.error.code === 'VALIDATION') {
        for (const issue of answer.error.issues) {
          form.setError(fieldOf(issue.path) as keyof TypedBooking, {
            message: fieldWords(t, issue.code, issue.params),
          });
        }
      }
      return;
    }
    discard();
    const { appointment } = answer.value;
    peekAt(appointment.doctorId);
    setCursor(cursorOf(appointment));
    showVisit(appointment.id);
    focusCalendar();
  };
  const submit = (override?: Override) => form.handleSubmit((input) => send(input, override));
  const wrong = (name: keyof TypedBooking): string | undefined => {
    const message = errors[name]?.message;
    return message ? fieldWords(t, message) : undefined;
  };
  const choose = (id: PatientId | null) => {
    form.setValue('patientId', id);
    form.clearErrors('patientId');
    setSearch('');
    if (id !== null) form.setFocus('reason');
  };

  if (registering) {
    return (
      <section className="panel-part">
        <h2>{t('patient.registerTitle')}</h2>
        <RegisterForm
          initial={registering}
          onTyped={setRegistering}
          onBack={() => {
            setRegistering(null);
          }}
          onExisting={(patient) => {
            setRegistering(null);
            requestAnimationFrame(() => {
              choose(patient.id);
            });
          }}
          onRegistered={(patient) => {
            setRegistering(null);
            requestAnimationFrame(() => {
              choose(patient.id);
            });
          }}
        />
      </section>
    );
  }

  return (
    <form
      className="form panel-part"
      noValidate
      aria-label={t('booking.title')}
      onSubmit={(event) => {
        void submit()(event);
      }}
    >
      <h2>{t('booking.title')}</h2>
      {isRestored ? (
        <p className="restored">
          {t('booking.restored')}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              form.reset({
                ...blank.booking,
                date: typed.date,
                time: typed.time,
                doctorId: typed.doctorId,
                length: typed.length,
              });
              setSearch('');
              setRestored(false);
              discard();
            }}
          >
            {t('common.discard')}
          </button>
        </p>
      ) : null}
      <PatientField
        patientId={typed.patientId}
        search={search}
        error={wrong('patientId')}
        onSearch={setSearch}
        onChoose={choose}
        onRegister={(text) => {
          setRegistering(patientFromSearch(text));
        }}
      />
      <TimesFields control={form.control} register={form.register} except={null} wrong={wrong} />
      <div className="buttons buttons--links">
        <button
          type="button"
          className="link"
          onClick={() => {
            const doctorId = DoctorId.safeParse(Number(typed.doctorId));
            showNextFree({
              doctorId: doctorId.success ? doctorId.data : null,
              patientId: chosen?.id ?? null,
              minutes: Number(typed.length) || null,
              typed: true,
            });
          }}
        >
          {t('nextFree.open')}
        </button>
        {chosen ? (
          <button
            type="button"
            className="link"
            onClick={() => {
              showPanel({ kind: 'waitlistEntry', id: null, patientId: chosen.id, held: null });
            }}
          >
            {t('waitlist.add')}
          </button>
        ) : null}
        {chosen ? (
          <button
            type="button"
            className="link"
            onClick={() => {
              void form.handleSubmit(({ start, end, ...visit }) => {
                showPanel({ kind: 'series', seed: { ...visit, start, minutes: minutesBetween(start, end) } });
              })();
            }}
          >
            {t('series.open')}
          </button>
        ) : null}
      </div>
      {error && !isAtFields(error) ? (
        <RefusedBox
          error={error}
          onStart={(start) => {
            form.setValue('date', start.slice(0, 10));
            form.setValue('time', start.slice(11));
            void submit()();
          }}
          onOverride={(override) => {
            void submit(override)();
          }}
        />
      ) : null}
      <Field label={t('booking.reason')} error={wrong('reason')}>
        {(field) => <input {...field} autoComplete="off" {...form.register('reason')} />}
      </Field>
      <Field label={t('booking.type')} error={wrong('type')}>
        {(field) => (
          <select {...field} {...form.register('type')}>
            <option value="">{t('visit.typeNone')}</option>
            {VISIT_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`visit.types.${type}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('booking.notes')} error={wrong('deskNotes')}>
        {(field) => <textarea rows={2} {...field} {...form.register('deskNotes')} />}
      </Field>
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isSubmitting}>
          {t('booking.save')}
          <Kbd k={KEY.enter} />
        </Button>
        <small className="muted">{t('booking.keptHelp')}</small>
      </div>
    </form>
  );
}
