import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { HistoryDto } from '#shared/contract/medical-history';
import type { AppError } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { ReasonForm } from '../../ui/reason-form';
import { HistoryForm } from './history-form';
import { NOTHING_TYPED, stands, typedFrom } from './history-logic';
import { useHistoryChanges } from './use-history-changes';
import { useEntryMarks, useFactWords } from './words';

interface Props {
  readonly visit: Pick<AppointmentDto, 'id'>;
  readonly entry: HistoryDto;
  readonly mayEnter: boolean;
}

type Step = 'correct' | 'takeOut';

/** One entry with who and when; what does not stand any more is struck through, and what stands can be put right. */
export function HistoryEntry({ visit, entry, mayEnter }: Props) {
  const { t } = useTranslation();
  const words = useFactWords()(entry.fact);
  const marks = useEntryMarks()(entry);
  const changes = useHistoryChanges(visit);
  const [step, setStep] = useState<Step | null>(null);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [left, setLeft] = useState<Step | null>(null);
  const [failed, setFailed] = useState<AppError | null>(null);
  const holds = stands(entry);
  const back = () => {
    setLeft(step);
    setStep(null);
    setFailed(null);
  };
  const settle = (error: AppError | null) => {
    if (error) setFailed(error);
    else back();
    return error;
  };
  return (
    <li data-stands={holds} data-corrected={entry.correctedById !== null}>
      <p>
        {holds ? <span>{words}</span> : <s>{words}</s>} <small className="muted">{marks}</small>
      </p>
      {holds && mayEnter && step === null
        ? (['correct', 'takeOut'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="link"
              autoFocus={left === one}
              aria-label={t(`history.${one}Of`, { what: words })}
              onClick={() => {
                setTyped(typedFrom(entry.fact));
                setStep(one);
              }}
            >
              {t(`history.${one}`)}
            </button>
          ))
        : null}
      {holds && step === 'correct' ? (
        <HistoryForm
          kind={entry.fact.kind}
          label={t('history.correctOf', { what: words })}
          typed={typed}
          onTyped={setTyped}
          onSave={async (fact) => settle(await changes.correct(entry, fact))}
          onBack={back}
        />
      ) : null}
      {holds && step === 'takeOut' ? (
        <ReasonForm
          title={t('history.takeOutOf', { what: words })}
          label={t('history.why')}
          error={failed ? errorWords(t, failed) : undefined}
          action={t('history.takeOut')}
          onReason={(reason) => void changes.withdraw(entry, reason).then(settle)}
          onEscape={back}
          back={{ label: t('common.back'), onBack: back }}
        />
      ) : null}
    </li>
  );
}
