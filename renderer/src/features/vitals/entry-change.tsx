import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { VitalsDto } from '#shared/contract/vitals';
import { typedFrom } from '#shared/domain/vitals/typed';
import type { AppError } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { ReasonForm } from '../../ui/reason-form';
import type { TypedEntry } from './store';
import { useVitalChanges } from './use-vital-changes';
import { VitalsForm } from './vitals-form';
import { useWhen } from './words';

export type EntryStep = 'correct' | 'takeOut';

interface Props {
  readonly visit: Pick<AppointmentDto, 'id' | 'patientName'>;
  readonly entry: VitalsDto;
  readonly step: EntryStep;
  readonly onDone: () => void;
}

/** Puts an entry right by another, or takes it out with a reason. */
export function EntryChange({ visit, entry, step, onDone }: Props) {
  const { t } = useTranslation();
  const when = useWhen();
  const changes = useVitalChanges(visit);
  const [typed, setTyped] = useState<TypedEntry>({ typed: typedFrom(entry.values), note: entry.note ?? '' });
  const settle = (error: AppError | null) => {
    if (!error) onDone();
    return error;
  };
  return step === 'correct' ? (
    <VitalsForm
      label={t('vitals.correctTitle', { day: when(entry.takenAt) })}
      entry={typed}
      onTyped={setTyped}
      onSave={async (values, note) => settle(await changes.correct(entry, values, note))}
      onBack={onDone}
    />
  ) : (
    <TakeOut onTakeOut={async (reason) => settle(await changes.withdraw(entry, reason))} onBack={onDone} />
  );
}

interface TakeOutProps {
  readonly onTakeOut: (reason: string) => Promise<AppError | null>;
  readonly onBack: () => void;
}

function TakeOut({ onTakeOut, onBack }: TakeOutProps) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState<AppError | null>(null);
  return (
    <ReasonForm
      title={t('vitals.takeOut')}
      label={t('vitals.why')}
      error={failed ? errorWords(t, failed) : undefined}
      action={t('vitals.takeOutNow')}
      isFinal
      onReason={(reason) => void onTakeOut(reason).then(setFailed)}
      onEscape={onBack}
      back={{ label: t('common.back'), onBack }}
    />
  );
}

interface StepsProps {
  readonly entry: VitalsDto;
  readonly onStep: (step: EntryStep) => void;
}

/** The two ways of an entry that stands. */
export function EntrySteps({ entry, onStep }: StepsProps) {
  const { t } = useTranslation();
  const when = useWhen()(entry.takenAt, true);
  return (
    <>
      {(['correct', 'takeOut'] as const).map((step) => (
        <button
          key={step}
          type="button"
          className="link"
          aria-label={`${t(`vitals.${step}`)}, ${when}`}
          onClick={() => {
            onStep(step);
          }}
        >
          {t(`vitals.${step}`)}
        </button>
      ))}
    </>
  );
}

/** What became of an entry that does not stand, or in place of what it stands; nothing of any other. */
export function useEntryMarks(): (entry: VitalsDto) => string {
  const { t } = useTranslation();
  const when = useWhen();
  return ({ withdrawn, correctedById, correctsId, entered }) => {
    if (withdrawn) {
      const { by, at, reason } = withdrawn;
      return t('vitals.isTakenOut', { name: by ?? '', day: when(at), reason });
    }
    if (correctedById !== null) return t('vitals.isCorrected');
    return correctsId === null ? '' : t('vitals.isCorrection', { when: when(entered.at, true) });
  };
}
