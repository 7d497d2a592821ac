import { useState } from 'react';
import { Field } from '../../ui/field';

interface Props {
  /** What is done with the name. */
  readonly title: string;
  readonly label: string;
  readonly begin?: string;
  readonly onDone: (name: string | null) => Promise<void>;
}

/** Asks for the name of a template; null when it was left. */
export function TemplateName({ title, label, begin = '', onDone }: Props) {
  const [name, setName] = useState(begin.slice(0, 80));
  return (
    <form
      className="allergy-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void onDone(name.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        void onDone(null);
      }}
    >
      <Field label={label}>
        {(control) => (
          <input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        )}
      </Field>
    </form>
  );
}
