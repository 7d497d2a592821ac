import { useRef, useState, type FocusEventHandler, type KeyboardEventHandler } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, ClinicDate } from '#shared/values/wall-clock';
import { asTyped, parseDate } from './typed-date';

interface Props {
  readonly id?: string;
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** A day, or what was typed when it is none. */
  readonly value: string;
  /** Short forms mean the month or year of this day. */
  readonly near: ClinicDate;
  readonly onChange: (value: string) => void;
  readonly onBlur?: FocusEventHandler<HTMLElement>;
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
}

/**
 * A day to type, day first as the clinic writes it whatever the machine's language, or to pick. The
 * browser's own date field would show `01/04` for 4 January on a machine set to American English.
 */
export function DateInput(props: Props) {
  const { value, near, onChange } = props;
  const { t } = useTranslation();
  const [text, setText] = useState(() => asTyped(value));
  const picker = useRef<HTMLInputElement>(null);
  const shown = (parseDate(text, near) ?? text) === value ? text : asTyped(value);
  const take = (typed: string) => {
    setText(typed);
    onChange(parseDate(typed, near) ?? typed);
  };
  const step = (days: number) => {
    const date = ClinicDate.safeParse(value);
    if (date.success) take(asTyped(addDays(date.data, days)));
  };
  return (
    <span
      className="date-input"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        // What opens over everything comes back to what was being typed.
        if (event.relatedTarget?.closest('[data-over]')) return;
        setText(asTyped(value));
        props.onBlur?.(event);
      }}
    >
      <input
        id={props.id}
        type="text"
        aria-label={props.label}
        aria-invalid={props.invalid ?? false}
        aria-describedby={props.describedBy}
        autoFocus={props.autoFocus}
        autoComplete="off"
        value={shown}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          take(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            step(event.key === 'ArrowUp' ? 1 : -1);
          }
          props.onKeyDown?.(event);
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('common.pickDay')}
        onClick={() => {
          picker.current?.showPicker();
        }}
      >
        <svg viewBox="0 0 14 14" width="13" height="13" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M1.5 3h11v9.5h-11zM1.5 6h11M4.5 1v3M9.5 1v3" />
        </svg>
      </button>
      <input
        ref={picker}
        type="date"
        className="date-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={ClinicDate.safeParse(value).success ? value : ''}
        onChange={(event) => {
          if (event.target.value !== '') take(asTyped(event.target.value));
        }}
      />
    </span>
  );
}
