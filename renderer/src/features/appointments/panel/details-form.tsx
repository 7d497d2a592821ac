import Button from '@mui/material/Button';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { VISIT_TYPES, type AppointmentDto } from '#shared/contract/appointments';
import { Field } from '../../../ui/field';
import type { Action } from '../actions';
import { useChanges } from '../changes';
import { usePresence } from '../presence';
import { MeanwhileWords } from './meanwhile';
import { EditedToo } from './others';

interface Details {
  readonly type: '' | (typeof VISIT_TYPES)[number];
  readonly reason: string;
  readonly deskNotes: string;
}

type EditedDetails = Extract<Action, { kind: 'edit' }>['changes'];

function detailsOf(visit: AppointmentDto): Details {
  return { type: visit.type ?? '', reason: visit.reason ?? '', deskNotes: visit.deskNotes ?? '' };
}

function isType(value: string): value is (typeof VISIT_TYPES)[number] {
  return VISIT_TYPES.some((type) => type === value);
}

/**
 * Reason, kind and notes of a visit; only what was touched is sent. What another desk changes meanwhile shows
 * in the fields that were not touched; saving over it is asked first.
 */
export function DetailsForm({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const before = detailsOf(visit);
  const [touched, setTouched] = useState<Partial<Details>>({});
  const typed: Details = { ...before, ...touched };
  const isDirty =
    typed.type !== before.type || typed.reason !== before.reason || typed.deskNotes !== before.deskNotes;
  usePresence(isDirty ? visit.id : null, 'editing');
  const base = useRef(visit.version);
  useEffect(() => {
    if (!isDirty) base.current = visit.version;
  }, [isDirty, visit.version]);
  const setTyped = (changes: Partial<Details>) => {
    setTouched((there) => ({ ...there, ...changes }));
  };

  const send = async (changes: EditedDetails) => {
    const isSaved = await perform({ ...visit, version: base.current }, { kind: 'edit', changes });
    if (isSaved) setTouched({});
  };

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isDirty) return;
    void send({
      ...(typed.type === before.type ? {} : { type: typed.type === '' ? null : typed.type }),
      ...(typed.reason === before.reason ? {} : { reason: typed.reason }),
      ...(typed.deskNotes === before.deskNotes ? {} : { deskNotes: typed.deskNotes }),
    });
  };

  return (
    <form className="form" noValidate onSubmit={save}>
      <h3>{t('visit.details')}</h3>
      <Field label={t('visit.reason')}>
        {(field) => (
          <input
            {...field}
            autoComplete="off"
            value={typed.reason}
            onChange={(event) => {
              setTyped({ reason: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label={t('visit.notes')}>
        {(field) => (
          <textarea
            {...field}
            rows={2}
            value={typed.deskNotes}
            onChange={(event) => {
              setTyped({ deskNotes: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label={t('visit.type')}>
        {(field) => (
          <select
            {...field}
            value={typed.type}
            onChange={(event) => {
              setTyped({ type: isType(event.target.value) ? event.target.value : '' });
            }}
          >
            <option value="">{t('visit.typeNone')}</option>
            {VISIT_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`visit.types.${type}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <MeanwhileWords
        visit={visit}
        isDirty={isDirty}
        about={(['type', 'reason', 'deskNotes'] as const).filter((name) => typed[name] !== before[name])}
      />
      {isDirty ? <EditedToo kind="appointment" id={visit.id} /> : null}
      {isDirty ? (
        <div className="buttons">
          <Button type="submit" variant="contained">
            {t('visit.saveDetails')}
          </Button>
          <Button
            onClick={() => {
              setTouched({});
            }}
          >
            {t('common.back')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
