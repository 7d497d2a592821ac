import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field';
import { takesBack } from '../../ui/take-back';

interface TextProps {
  readonly label: string;
  readonly value: string;
  /** What Escape takes the field back to. */
  readonly saved?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly rows?: number;
  readonly className?: string;
  readonly onChange: (value: string) => void;
}

/** One line, or several. */
export function TextField({ label, value, saved, hint, error, rows, className, onChange }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} {...(className === undefined ? {} : { className })}>
      {(control) =>
        rows === undefined ? (
          <input
            {...control}
            autoComplete="off"
            value={value}
            onKeyDown={takesBack(value, saved, onChange)}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        ) : (
          <textarea
            {...control}
            rows={rows}
            value={value}
            onKeyDown={takesBack(value, saved, onChange)}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        )
      }
    </Field>
  );
}

interface NumberProps extends Omit<TextProps, 'value' | 'saved' | 'onChange' | 'rows'> {
  /** NaN: what stands there is no number. */
  readonly value: number;
  readonly saved?: number | undefined;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; an empty field is none. */
export function NumberField({ label, value, saved, hint, error, step = 1, onChange }: NumberProps) {
  return (
    <Field label={label} hint={hint} error={error} className="narrow-field">
      {(control) => (
        <input
          {...control}
          type="number"
          inputMode="numeric"
          step={step}
          value={Number.isNaN(value) ? '' : value}
          onKeyDown={takesBack(value, saved, onChange)}
          onChange={(event) => {
            onChange(event.target.valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}

/** One of a list; what is set and not in it stays to be seen. */
export function ChoiceField({ label, value, hint, error, options, onChange }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          {options.some((option) => option.value === value) ? null : <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface RadiosProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string; readonly lang?: string }[];
  readonly onChange: (value: T) => void;
}

/** A few choices side by side. */
export function ChipRadios<T extends string>({ label, value, options, onChange }: RadiosProps<T>) {
  return (
    <div className="chips" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="chip-radio" lang={option.lang}>
          <input
            type="radio"
            name={label}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          <span>{option.name}</span>
        </label>
      ))}
    </div>
  );
}

interface PaperHeadProps {
  readonly name: string;
  readonly lines: readonly string[];
  readonly logo: { readonly type: string; readonly data: string } | null;
}

/** The clinic's head as paper carries it. */
export function PaperHead({ name, lines, logo }: PaperHeadProps) {
  const { t } = useTranslation();
  return (
    <header>
      {logo ? <img src={`data:${logo.type};base64,${logo.data}`} alt={t('clinic.logo.alt')} /> : null}
      <div>
        <b>{name}</b>
        {lines
          .filter((line) => line.trim() !== '')
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </div>
    </header>
  );
}
