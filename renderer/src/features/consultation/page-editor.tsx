import { useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldIssue } from '#shared/errors/app-error';
import { useClinicNow, useLocale } from '../../app/clock';
import { Field } from '../../ui/field';
import { fieldWords } from '../../ui/error-words';
import { longDay } from '../../ui/format';
import { Medicines } from './medicines';
import { PageTemplates } from './page-templates';
import { type LineField, type TextField, type TypedPage, courseOf, pageOf, reviewOf } from './typed-page';

interface Props {
  readonly typed: TypedPage;
  readonly edit: (work: (before: TypedPage) => TypedPage) => void;
  /** What the server found wrong, by paths into the page that was sent. */
  readonly issues: readonly FieldIssue[];
}

type Errors = Record<number, Partial<Record<LineField, string>>>;

const TEXTS = ['complaint', 'diagnosis'] as const satisfies readonly TextField[];
const AFTER = ['tests', 'advice'] as const satisfies readonly TextField[];

/** The page in the order in which it is printed, typed straight into. */
export function PageEditor({ typed, edit, issues }: Props) {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const locale = useLocale();
  const { order } = pageOf(typed, today);
  const errors: Errors = {};
  for (const { path, code, params } of issues) {
    const [, position = '', field = ''] = /^page\.medicines\.(\d+)\.(\w+)$/.exec(path) ?? [];
    const key = order[Number(position)];
    if (key === undefined || position === '') continue;
    errors[key] = { ...errors[key], [field]: fieldWords(t, code, params) };
  }
  const put = (field: TextField) => (text: string) => {
    edit((page) => ({ ...page, [field]: text }));
  };
  const date = reviewOf(typed, today);
  const longest = Math.max(0, ...typed.lines.map((line) => courseOf(line) ?? 0));
  return (
    <>
      {TEXTS.map((field) => (
        <PageText
          key={field}
          label={t(`room.${field}`)}
          text={typed[field]}
          takesFocus={field === 'complaint'}
          onChange={put(field)}
        />
      ))}
      <Medicines
        lines={typed.lines}
        errors={errors}
        edit={edit}
        head={<PageTemplates typed={typed} edit={edit} />}
      />
      <div className="room-pair">
        {AFTER.map((field) => (
          <PageText key={field} label={t(`room.${field}`)} text={typed[field]} onChange={put(field)} />
        ))}
      </div>
      <section className="card review">
        <Field
          label={t('room.review')}
          error={typed.review.trim() !== '' && date === null ? t('room.notAReview') : undefined}
          hint={
            date
              ? longDay(date, locale)
              : longest > 0
                ? t('room.reviewHintCourse', { days: longest })
                : t('room.reviewHint')
          }
        >
          {(control) => (
            <input
              {...control}
              data-review
              autoComplete="off"
              maxLength={10}
              value={typed.review}
              onChange={(event) => {
                put('review')(event.target.value);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.ctrlKey) return;
                event.preventDefault();
                if (typed.review.trim() === '' && longest > 0) put('review')(String(longest));
              }}
            />
          )}
        </Field>
        <Field label={t('room.tags')} hint={t('room.tagsHint')}>
          {(control) => (
            <input
              {...control}
              className="tags"
              autoComplete="off"
              maxLength={100}
              value={typed.tags}
              onChange={(event) => {
                put('tags')(event.target.value);
              }}
            />
          )}
        </Field>
      </section>
    </>
  );
}

interface TextProps {
  readonly label: string;
  readonly text: string;
  readonly takesFocus?: boolean;
  readonly onChange: (text: string) => void;
}

/** Somebody walks through the queue: a page that opened by itself meanwhile leaves them the keyboard. */
function isAtAnotherRow(): boolean {
  const row = document.activeElement?.closest('.room-queue .row') ?? null;
  return row !== null && row.getAttribute('aria-current') !== 'true';
}

function PageText({ label, text, takesFocus = false, onChange }: TextProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (takesFocus && !isAtAnotherRow()) area.current?.focus();
  }, [takesFocus]);
  return (
    <section className="card">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        rows={Math.min(6, Math.max(1, text.split('\n').length))}
        maxLength={2000}
        value={text}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </section>
  );
}
