import Button from '@mui/material/Button';
import { useState } from 'react';
import { Field } from './field';

interface Props {
  /** The form's own name, where it stands among others. */
  readonly title?: string;
  /** What the reason is asked for. */
  readonly label: string;
  readonly error?: string | undefined;
  /** The most characters; 300 where nothing else is said. */
  readonly longest?: number;
  /** What the button does; nothing happens without a reason. */
  readonly action: string;
  /** The button of what cannot be taken back. */
  readonly isFinal?: boolean;
  readonly onReason: (reason: string) => void;
  readonly onEscape?: () => void;
  /** A second button that leaves it. */
  readonly back?: { readonly label: string; readonly onBack: () => void };
}

/** One line for why, and the button that acts on it; Enter in the line is the button. */
export function ReasonForm({
  title,
  label,
  error,
  longest = 300,
  action,
  isFinal = false,
  onReason,
  onEscape,
  back,
}: Props) {
  const [reason, setReason] = useState('');
  return (
    <form
      className="void-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onReason(reason);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !onEscape) return;
        event.stopPropagation();
        onEscape();
      }}
    >
      <Field label={label} error={error}>
        {(control) => (
          <input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={longest}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        )}
      </Field>
      <Button
        type="submit"
        variant={isFinal ? 'contained' : 'outlined'}
        color={isFinal ? 'error' : 'primary'}
        disabled={reason.trim() === ''}
      >
        {action}
      </Button>
      {back ? <Button onClick={back.onBack}>{back.label}</Button> : null}
    </form>
  );
}
