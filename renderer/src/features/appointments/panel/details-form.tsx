import Button from '@mui/material/Button';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { VISIT_TYPES, type AppointmentDto } from '#shared/contract/appointments';
import { Field } from '../../../ui/field';
import { useChanges } from '../changes';
import { usePresence } from '../presence';

interface Details {
  readonly type: '' | (typeof VISIT_TYPES)[number];
  readonly reason: string;
  readonly deskNotes: string;
}

function detailsOf(visit: AppointmentDto): Details {
  return { type: visit.type ?? '', reason: visit.reason ?? '', deskNotes: visit.deskNotes ?? '' };
}

function isType(value: string): value is (typeof VISIT_TYPES)[number] {
  return VISIT_TYPES.some((type) => type === value);
}

/** Reason, kind and notes of a visit; only what was touched is sent. */
export function DetailsForm({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const before = detailsOf(visit);
  const [typed, setTyped] = useState(before);
  const isDirty =
    typed.type !== before.type || typed.reason !== before.reason || typed.deskNotes !== before.deskNotes;
  usePresence(isDirty ? visit.id : null, 'editing');

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isDirty) return;
    void perform(visit, {
      kind: 'edit',
      changes: {
        ...(typed.type === before.type ? {} : { type: typed.type === '' ? null : typed.type }),
        ...(typed.reason === before.reason ? {} : { reason: typed.reason }),
        ...(typed.deskNotes === before.deskNotes ? {} : { deskNotes: typed.deskNotes }),
      },
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
              setTyped({ ...typed, reason: event.target.value });
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
              setTyped({ ...typed, deskNotes: event.target.value });
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
              setTyped({ ...typed, type: isType(event.target.value) ? event.target.value : '' });
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
      {isDirty ? (
        <div className="buttons">
          <Button type="submit" variant="contained">
            {t('visit.saveDetails')}
          </Button>
          <Button
            onClick={() => {
              setTyped(before);
            }}
          >
            {t('common.back')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
