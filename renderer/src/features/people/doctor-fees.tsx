import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import { Field } from '../../ui/field';
import { takesBack } from '../../ui/take-back';

type Fees = InputOf<'doctors.add'>['fields']['fees'];

const TYPES = ['in_person', 'telemedicine'] as const;

interface Props {
  readonly fees: Fees;
  /** What Escape takes a field back to. */
  readonly saved: Fees;
  readonly clinicCurrency: string;
  /** Sentences by the field's own name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (fees: Fees) => void;
}

/**
 * What a visit costs. When the clinic has changed its currency, the fees stay in the old one until somebody who knows
 * the new amounts changes them.
 */
export function DoctorFees({ fees, saved, clinicCurrency, errors, onChange }: Props) {
  const { t } = useTranslation();
  const { currency } = fees;
  // An amount in another currency is another amount.
  const kept = saved.currency === currency ? saved : undefined;
  return (
    <>
      {TYPES.map((type) => (
        <Field key={type} label={t(`people.fees.${type}`, { currency })} error={errors[type]}>
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={fees[type] ?? ''}
              onKeyDown={takesBack(fees[type], kept?.[type], (back) => {
                onChange({ ...fees, [type]: back });
              })}
              onChange={({ target }) => {
                onChange({ ...fees, [type]: target.value === '' ? null : target.value });
              }}
            />
          )}
        </Field>
      ))}
      {currency !== clinicCurrency && (
        <p className="field-hint across">
          {t('people.fees.other', { currency, clinicCurrency })}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              onChange({ ...fees, currency: clinicCurrency });
            }}
          >
            {t('people.fees.change', { clinicCurrency })}
          </button>
        </p>
      )}
      {errors['currency'] !== undefined && <p className="field-error across">{errors['currency']}</p>}
    </>
  );
}
