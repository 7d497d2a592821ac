import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LINE_FIELDS, MedicineRow } from './medicine-row';
import { type LineField, type TypedLine, type TypedPage, newLine } from './typed-page';

interface Props {
  readonly lines: readonly TypedLine[];
  /** What is wrong, by the row's key and field. */
  readonly errors: Readonly<Record<number, Readonly<Partial<Record<LineField, string>>>>>;
  /** Beside the heading. */
  readonly head?: ReactNode;
  readonly edit: (work: (before: TypedPage) => TypedPage) => void;
}

const none = {};

/** The medicines as rows to type into; Enter goes on to the next, Ctrl+Delete takes one out. */
export function Medicines({ lines, errors, head, edit }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const focus = (key: number | undefined, field: LineField) => {
    list.current?.querySelector<HTMLElement>(`[data-line="${String(key)}"][data-field="${field}"]`)?.focus();
  };
  const put = (key: number, changed: (line: TypedLine) => TypedLine) => {
    edit((page) => ({
      ...page,
      lines: page.lines.map((line) => (line.key === key ? changed(line) : line)),
    }));
  };
  return (
    <section className="card medicines">
      <header>
        <h2>{t('room.medicines')}</h2>
        {head}
      </header>
      <div className="medicine medicine--head" aria-hidden="true">
        <span />
        {LINE_FIELDS.map((field) => (
          <span key={field}>{t(`room.medicine.${field}`)}</span>
        ))}
      </div>
      <ul ref={list}>
        {lines.map((line, index) => (
          <MedicineRow
            key={line.key}
            line={line}
            position={index + 1}
            errors={errors[line.key] ?? none}
            onChange={(field, text) => {
              put(line.key, (before) => ({ ...before, [field]: text }));
            }}
            onTake={(taken) => {
              put(line.key, (before) => ({ ...newLine(taken), key: before.key }));
              setTimeout(() => {
                focus(line.key, 'frequency');
              });
            }}
            onRemove={() => {
              edit((page) => ({ ...page, lines: page.lines.filter(({ key }) => key !== line.key) }));
              focus((lines[index + 1] ?? lines[index - 1])?.key, 'name');
            }}
            onNext={() => {
              focus(lines[index + 1]?.key, 'name');
            }}
          />
        ))}
      </ul>
    </section>
  );
}
