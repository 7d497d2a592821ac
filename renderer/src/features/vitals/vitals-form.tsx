import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEASURES, MEASURE_NAMES, type Measure, type VitalValues } from '#shared/domain/vitals/measures';
import {
  VITAL_FIELDS,
  type VitalField,
  type VitalProblem,
  readField,
  readVitals,
} from '#shared/domain/vitals/typed';
import type { AppError } from '#shared/errors/app-error';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import type { TypedEntry } from './store';
import './vitals.css';

interface Props {
  readonly label: string;
  readonly entry: TypedEntry;
  readonly onTyped: (entry: TypedEntry) => void;
  /** @returns why it was not saved */
  readonly onSave: (values: VitalValues, note: string) => Promise<AppError | null>;
  readonly onBack: () => void;
}

const between = ({ min, max }: (typeof MEASURES)[Measure]) => `${String(min)}–${String(max)}`;

/** One row of fields for the keyboard: Tab from one to the next, Enter saves from any of them. */
export function VitalsForm({ label, entry, onTyped, onSave, onBack }: Props) {
  const { t } = useTranslation();
  const [wasTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);
  const { typed, note } = entry;
  const { values, problems } = readVitals(typed);
  const isEmpty = MEASURE_NAMES.every((measure) => values[measure] === null);

  const save = async () => {
    setTried(true);
    if (isSaving || isEmpty || Object.keys(problems).length > 0) return;
    setSaving(true);
    const error = await onSave(values, note);
    setSaving(false);
    setFailed(error);
  };
  const wordsOf = (field: VitalField, problem: VitalProblem | undefined) => {
    if (!problem) return undefined;
    if (field !== 'pressure' || problem.code !== 'out_of_range')
      return fieldWords(t, problem.code, problem.params);
    return t('vitals.pressureRange', {
      high: between(MEASURES.systolic),
      low: between(MEASURES.diastolic),
    });
  };
  const hintOf = (field: VitalField) => {
    if (field !== 'temperatureC') return undefined;
    const read = readField(field, typed[field]);
    const value = read.ok ? (read.values.temperatureC ?? null) : null;
    // What was typed in Fahrenheit is shown as it will be kept.
    if (value === null || value === Number(typed[field].trim().replace(',', '.'))) return undefined;
    return t('vitals.shown.temperatureC', { value: value.toFixed(1) });
  };
  return (
    <form
      className="vitals-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        // Nothing of a key that is meant for this form is for the page around it.
        if (event.key === 'Enter') event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      {VITAL_FIELDS.map((field) => (
        <Field
          key={field}
          label={t(`vitals.field.${field}`)}
          error={wasTried ? wordsOf(field, problems[field]) : undefined}
          hint={hintOf(field)}
        >
          {(control) => (
            <input
              {...control}
              autoFocus={field === 'pressure'}
              autoComplete="off"
              inputMode={field === 'pressure' ? 'text' : 'decimal'}
              maxLength={12}
              data-vital={field}
              value={typed[field]}
              onChange={(event) => {
                onTyped({ note, typed: { ...typed, [field]: event.target.value } });
              }}
            />
          )}
        </Field>
      ))}
      <div className="vitals-rest">
        <Field label={t('vitals.field.note')}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={300}
              value={note}
              onChange={(event) => {
                onTyped({ typed, note: event.target.value });
              }}
            />
          )}
        </Field>
        <div className="buttons">
          <Button type="submit" variant="contained" disabled={isSaving}>
            {t('common.save')}
            <Kbd k={KEY.enter} />
          </Button>
          <Button onClick={onBack}>
            {t('common.back')}
            <Kbd k={KEY.escape} />
          </Button>
        </div>
      </div>
      {failed || (wasTried && isEmpty && Object.keys(problems).length === 0) ? (
        <p className="field-error" role="alert">
          {failed ? errorWords(t, failed) : t('field.nothing_measured')}
        </p>
      ) : null}
    </form>
  );
}
