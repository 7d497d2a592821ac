import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MedicineLine } from '#shared/contract/consultation';
import { useCallQuery } from '../../api/queries';
import type { LineField, TypedLine } from './typed-page';

export const LINE_FIELDS = [
  'name',
  'brand',
  'dosage',
  'frequency',
  'days',
  'instructions',
] as const satisfies readonly LineField[];

const LONGEST: Readonly<Record<LineField, number>> = {
  name: 255,
  brand: 255,
  dosage: 100,
  frequency: 100,
  days: 8,
  instructions: 500,
};

interface Props {
  readonly line: TypedLine;
  readonly position: number;
  readonly errors: Readonly<Partial<Record<LineField, string>>>;
  readonly onChange: (field: LineField, text: string) => void;
  readonly onTake: (line: MedicineLine) => void;
  readonly onRemove: () => void;
  /** Enter: on to the next row. */
  readonly onNext: () => void;
}

function isNameField({ dataset }: HTMLInputElement): boolean {
  return dataset['field'] === ('name' satisfies LineField);
}

/** One typed row: a medicine with its dose, how often and how long. */
export function MedicineRow({ line, position, errors, onChange, onTake, onRemove, onNext }: Props) {
  const { t } = useTranslation();
  const noteId = useId();
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const wanted = line.name.trim();
  // Without a letter the favourites; a single one would find half of everything.
  const isAsked = isOpen && wanted.length !== 1;
  const { data } = useCallQuery('consultation.suggest', { text: wanted }, { enabled: isAsked });
  const offered = isAsked ? (data?.suggestions ?? []) : [];
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, Math.max(0, offered.length - 1));
  const wrong = LINE_FIELDS.filter((field) => errors[field] !== undefined);

  const take = (index: number) => {
    const suggestion = offered[index];
    if (!suggestion) return;
    setOpen(false);
    onTake(suggestion.line);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Delete' && event.ctrlKey) onRemove();
    else if (event.key === 'ArrowDown' && isNameField(event.currentTarget) && !isOpen) setOpen(true);
    else if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
      setChosen((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    else if (offered.length > 0 && event.key === 'Escape') setOpen(false);
    else if (event.key === 'Enter' && !event.ctrlKey) {
      if (offered.length > 0) take(at);
      else onNext();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <li className="medicine">
      <span className="medicine-no" aria-hidden="true">
        {position}
      </span>
      {LINE_FIELDS.map((field) => (
        <input
          key={field}
          className={`medicine-${field}`}
          data-line={line.key}
          data-field={field}
          aria-label={t('room.fieldOfMedicine', { field: t(`room.medicine.${field}`), position })}
          aria-invalid={errors[field] !== undefined}
          aria-describedby={errors[field] === undefined ? undefined : noteId}
          autoComplete="off"
          spellCheck={false}
          placeholder={field === 'name' ? t('room.typeMedicine') : undefined}
          maxLength={LONGEST[field]}
          value={line[field]}
          {...(field === 'name'
            ? {
                role: 'combobox',
                'aria-expanded': offered.length > 0,
                'aria-controls': offered.length > 0 ? listId : undefined,
                'aria-activedescendant': offered.length > 0 ? `${listId}-${String(at)}` : undefined,
                onBlur: () => {
                  setOpen(false);
                },
              }
            : {})}
          onChange={(event) => {
            if (field === 'name') {
              setOpen(event.target.value.trim() !== '');
              setChosen(0);
            }
            onChange(field, event.target.value);
          }}
          onKeyDown={onKey}
        />
      ))}
      {offered.length > 0 ? (
        <ul className="offered" role="listbox" id={listId} aria-label={t('room.suggestions')}>
          {offered.map(({ line: one, times, form }, index) => (
            <li
              key={JSON.stringify([one, form])}
              id={`${listId}-${String(index)}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                take(index);
              }}
            >
              <b>{one.name}</b>
              <span>
                {[one.brand, one.dosage, form, one.frequency, one.days && t('room.days', { count: one.days })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <small>{times === null ? t('room.fromList') : t('room.times', { count: times })}</small>
            </li>
          ))}
        </ul>
      ) : null}
      {wrong.length > 0 ? (
        <p id={noteId} className="field-error">
          {wrong.map((field) => errors[field]).join(' ')}
        </p>
      ) : null}
    </li>
  );
}
