import { useId, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  /** The sentence of what is wrong, at the field itself. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly className?: string;
  /** Gets what the control must carry, so that label and error belong to it for a screen reader too. */
  readonly children: (control: FieldControl) => ReactNode;
}

export interface FieldControl {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A label, its control, and one line for the hint or the error. */
export function Field({ label, error, hint, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={className ? `field ${className}` : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': note ? noteId : undefined })}
      {note ? (
        <p id={noteId} className={error ? 'field-error' : 'field-hint'}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
