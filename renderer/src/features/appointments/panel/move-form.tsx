import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import { useEffect, useMemo, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto, RescheduleInput } from '#shared/contract/appointments';
import { dateOf, minutesBetween } from '#shared/values/wall-clock';
import { fieldWords } from '../../../ui/error-words';
import { useChanges } from '../changes';
import { isMovable } from '../grid/use-dragging';
import { usePresence } from '../presence';
import { useScreen } from '../store';
import { MeanwhileWords } from './meanwhile';
import { EditedToo } from './others';
import { fieldOf, movingForm, type TypedTimes } from './booking-schema';
import { TimesFields } from './times-fields';

function typedTimes(visit: AppointmentDto): TypedTimes {
  return {
    doctorId: String(visit.doctorId),
    date: dateOf(visit.start),
    time: visit.start.slice(11),
    length: String(minutesBetween(visit.start, visit.end)),
  };
}

/**
 * Doctor and time of a visit, to type instead of dragging. The button comes with the first change; from then
 * on what was typed stays, also when another desk moves the visit.
 */
export function MoveForm({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const trouble = useScreen((screen) => screen.trouble);
  const schema = useMemo(() => movingForm(visit), [visit]);
  const form = useForm<TypedTimes, unknown, RescheduleInput>({
    defaultValues: typedTimes(visit),
    resolver: zodResolver(schema),
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  usePresence(isDirty ? visit.id : null, 'editing');
  const base = useRef(visit.version);
  useEffect(() => {
    if (isDirty) return;
    base.current = visit.version;
    form.reset(typedTimes(visit));
  }, [form, isDirty, visit]);
  const refused =
    trouble?.visitId === visit.id && trouble.error.code === 'VALIDATION' ? trouble.error.issues : [];
  const wrong = (name: keyof TypedTimes): string | undefined => {
    const message = errors[name]?.message;
    if (message) return fieldWords(t, message);
    const issue = refused.find(({ path }) => fieldOf(path) === name);
    return issue ? fieldWords(t, issue.code, issue.params) : undefined;
  };
  if (!isMovable(visit)) return null;
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        void form.handleSubmit(async ({ doctorId, start, end }) => {
          const from = { ...visit, version: base.current };
          const isMoved = await perform(from, { kind: 'move', doctorId, start, end });
          if (isMoved) form.reset(form.getValues());
        })(event);
      }}
    >
      <h3>{t('visit.moveTitle')}</h3>
      <TimesFields control={form.control} register={form.register} except={visit.id} wrong={wrong} />
      <MeanwhileWords visit={visit} isDirty={isDirty} about={['place']} />
      {isDirty ? <EditedToo kind="appointment" id={visit.id} /> : null}
      {isDirty ? (
        <div className="buttons">
          <Button type="submit" variant="contained" disabled={isSubmitting}>
            {t('visit.saveTime')}
          </Button>
          <Button
            onClick={() => {
              form.reset(typedTimes(visit));
            }}
          >
            {t('common.back')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
