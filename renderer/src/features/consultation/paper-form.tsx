import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { InputOf } from '#shared/contract/contract';
import { MEDICAL_PAPER_KINDS, type MedicalPaper, type MedicalPaperKind } from '#shared/contract/papers';
import type { AppError } from '#shared/errors/app-error';
import { addDays, ClinicDate } from '#shared/values/wall-clock';
import { change } from '../../api/call';
import { DateInput } from '../../ui/date-input';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field, type FieldControl } from '../../ui/field';
import { Kbd } from '../../ui/kbd';
import { TroubleLine } from '../../ui/trouble-line';
import { ROOM_KEY } from './keys';

/** The days of a first sick leave, the visit's own among them. */
const FIRST_LEAVE = 3;

interface Props {
  readonly visit: AppointmentDto;
  /** A proposal for the reason and the findings. */
  readonly diagnosis: string;
  readonly onSigned: (paper: MedicalPaper) => void;
  readonly onClose: () => void;
}

interface Typed {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly showsReason: boolean;
  readonly fitFor: string;
  readonly addressedTo: string;
  readonly question: string;
  readonly findings: string;
}

type TextName = 'reason' | 'fitFor' | 'addressedTo' | 'question' | 'findings';

/** One certificate or letter; Ctrl+Enter signs and prints it, Escape leaves it. */
export function PaperForm({ visit, diagnosis, onSigned, onClose }: Props) {
  const { t } = useTranslation();
  const day = ClinicDate.parse(visit.start.slice(0, 10));
  const [kind, setKind] = useState<MedicalPaperKind>('sick_leave');
  const [typed, setTyped] = useState<Typed>({
    from: day,
    to: addDays(day, FIRST_LEAVE - 1),
    reason: diagnosis,
    showsReason: false,
    fitFor: t('room.papers.fitForFirst'),
    addressedTo: '',
    question: '',
    findings: diagnosis,
  });
  const [error, setError] = useState<AppError | null>(null);
  const [isSending, setSending] = useState(false);
  const put = (changes: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...changes }));
  };
  const appointmentId = visit.id;
  const sign = async () => {
    if (isSending) return;
    setSending(true);
    const answer = await change('papers.sign', { appointmentId, content: contentOf(kind, typed) });
    setSending(false);
    if (answer.ok) onSigned(answer.value.paper);
    else setError(answer.error);
  };
  const wrong = (field: string) => {
    const issue =
      error?.code === 'VALIDATION' ? error.issues.find(({ path }) => path === `content.${field}`) : undefined;
    return issue && fieldWords(t, issue.code, issue.params);
  };
  const text = (name: TextName, most: number, isLong = false) => (
    <Field
      label={t(`room.papers.${name}`)}
      error={wrong(name === 'addressedTo' ? 'to' : name)}
      className={isLong ? 'wide' : ''}
    >
      {(control: FieldControl) => {
        const shared = {
          ...control,
          maxLength: most,
          value: typed[name],
          onChange: (event: { readonly target: { readonly value: string } }) => {
            put({ [name]: event.target.value });
          },
        };
        return isLong ? <textarea {...shared} rows={2} /> : <input {...shared} autoComplete="off" />;
      }}
    </Field>
  );
  const date = (name: 'from' | 'to') => (
    <Field label={t(`room.papers.${name}`)} error={wrong(name)}>
      {(control) => (
        <DateInput
          id={control.id}
          invalid={control['aria-invalid']}
          describedBy={control['aria-describedby']}
          value={typed[name]}
          near={day}
          onChange={(value) => {
            put({ [name]: value });
          }}
        />
      )}
    </Field>
  );
  return (
    <form
      className="paper-form"
      aria-label={t('room.papers.write')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
      onKeyDown={(event) => {
        // The page beside it has the same key: here it means this paper.
        const signs = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        if (!signs && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        if (signs) void sign();
        else onClose();
      }}
    >
      <Field label={t('room.papers.kind')}>
        {(control) => (
          <select
            {...control}
            autoFocus
            value={kind}
            onChange={(event) => {
              const chosen = MEDICAL_PAPER_KINDS.find((name) => name === event.target.value);
              if (chosen) setKind(chosen);
              setError(null);
            }}
          >
            {MEDICAL_PAPER_KINDS.map((name) => (
              <option key={name} value={name}>
                {t(`room.papers.kinds.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'sick_leave' ? (
        <>
          {date('from')}
          {date('to')}
          {text('reason', 500)}
          <label className="check">
            <input
              type="checkbox"
              checked={typed.showsReason}
              onChange={(event) => {
                put({ showsReason: event.target.checked });
              }}
            />
            {t('room.papers.showsReason')}
          </label>
        </>
      ) : null}
      {kind === 'fitness' ? (
        <>
          {date('from')}
          {text('fitFor', 200)}
        </>
      ) : null}
      {kind === 'referral' ? (
        <>
          {text('addressedTo', 200)}
          {text('question', 4000, true)}
          {text('findings', 4000, true)}
        </>
      ) : null}
      <TroubleLine words={error && error.code !== 'VALIDATION' ? errorWords(t, error) : null} />
      <div className="buttons">
        <Button type="submit" variant="contained" disabled={isSending} aria-keyshortcuts="Control+Enter">
          {t('room.papers.sign')}
          <Kbd k={ROOM_KEY.sign} />
        </Button>
        <Button onClick={onClose}>{t('room.papers.leave')}</Button>
      </div>
    </form>
  );
}

function contentOf(kind: MedicalPaperKind, typed: Typed): InputOf<'papers.sign'>['content'] {
  const { from, to, reason, showsReason, fitFor, addressedTo, question, findings } = typed;
  switch (kind) {
    case 'sick_leave':
      return { kind, from, to, reason, showsReason };
    case 'fitness':
      return { kind, from, fitFor };
    case 'referral':
      return { kind, to: addressedTo, question, findings };
  }
}
