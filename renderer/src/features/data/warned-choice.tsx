import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field';

interface Props {
  readonly count: number;
  /** False for who may not go on against a warning: the rows stay out. */
  readonly mayTake: boolean;
  /** Null leaves them out; a text takes them, once there is one. */
  readonly reason: string | null;
  readonly onChange: (reason: string | null) => void;
}

/** What becomes of the rows outside the hours: they stay out, or are booked with a reason. */
export function WarnedChoice({ count, mayTake, reason, onChange }: Props) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="data-warned-choice">
      <legend>{t('data.import.warned', { count })}</legend>
      <label>
        <input
          type="radio"
          name={name}
          checked={reason === null}
          onChange={() => {
            onChange(null);
          }}
        />
        {t('data.import.leaveWarned', { count })}
      </label>
      {mayTake ? (
        <label>
          <input
            type="radio"
            name={name}
            checked={reason !== null}
            onChange={() => {
              onChange('');
            }}
          />
          {t('data.import.takeWarned', { count })}
        </label>
      ) : null}
      {reason === null ? null : (
        <Field label={t('booking.why')}>
          {(control) => (
            <input
              {...control}
              maxLength={300}
              autoComplete="off"
              value={reason}
              onChange={(event) => {
                onChange(event.target.value);
              }}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
