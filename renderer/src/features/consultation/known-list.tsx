import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionDto } from '#shared/contract/conditions';
import type { AllergyDto } from '#shared/contract/consultation';
import type { AppError } from '#shared/errors/app-error';
import type { UtcInstant } from '#shared/values/wall-clock';
import { change } from '../../api/call';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, plainDay } from '../../ui/format';
import { notify } from '../../ui/notice';
import { ReasonForm } from '../../ui/reason-form';

interface Props {
  readonly allergies: readonly AllergyDto[];
  readonly conditions: readonly ConditionDto[];
  readonly mayWrite: boolean;
  readonly onChanged: () => void;
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: AppError };

/** Everything that is known of the patient, by whom and when, with the ways to put it right. */
export function KnownList({ allergies, conditions, mayWrite, onChanged }: Props) {
  const { t } = useTranslation();
  const noted = useNoted();
  const settle = (answer: Answer, said: string) => {
    if (answer.ok) notify(said, 'undo');
    else notify(errorWords(t, answer.error), 'none', 'error');
    onChanged();
  };
  return (
    <ul className="known" aria-label={t('room.known.title')}>
      {allergies.map((allergy) => (
        <Entry
          key={`a${String(allergy.id)}`}
          name={allergy.substance}
          more={[t('room.known.allergy'), allergy.reaction, noted(allergy.notedBy, allergy.notedAt)]}
          onWrong={
            mayWrite
              ? async (reason) => {
                  const at = { id: allergy.id, version: allergy.version };
                  const answer = await change('consultation.removeAllergy', { ...at, reason });
                  settle(answer, t('room.known.takenOut', { name: allergy.substance }));
                }
              : null
          }
        />
      ))}
      {conditions.map((condition) => {
        const { id, version, name, state } = condition;
        const next = state === 'active' ? 'resolved' : 'active';
        return (
          <Entry
            key={`c${String(id)}`}
            name={name}
            more={[
              t(`room.known.states.${state}`),
              condition.notes,
              noted(condition.notedBy, condition.notedAt),
            ]}
            onWrong={
              mayWrite
                ? async (reason) => {
                    const answer = await change('conditions.remove', { id, version, reason });
                    settle(answer, t('room.known.takenOut', { name }));
                  }
                : null
            }
            step={
              mayWrite
                ? {
                    label: t(`room.known.to.${next}`, { name }),
                    onStep: async () => {
                      const answer = await change('conditions.setState', { id, version, state: next });
                      settle(answer, t(`room.known.said.${next}`, { name }));
                    },
                  }
                : undefined
            }
          />
        );
      })}
    </ul>
  );
}

/** `noted by Dr Rao, 4 Jan 2027`. */
function useNoted(): (by: string | null, at: UtcInstant) => string {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  return (by, at) => {
    const day = plainDay(clinicDayOf(at, zone), locale);
    return by === null ? day : t('room.known.noted', { name: by, day });
  };
}

interface EntryProps {
  readonly name: string;
  readonly more: readonly (string | null)[];
  /** Null for who may not write. */
  readonly onWrong: ((reason: string) => Promise<void>) | null;
  readonly step?: { readonly label: string; readonly onStep: () => Promise<void> } | undefined;
}

function Entry({ name, more, onWrong, step }: EntryProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <li>
      <p>
        <b>{name}</b> <span className="muted">{more.filter(Boolean).join(' · ')}</span>
      </p>
      {step ? (
        <button type="button" className="link" onClick={() => void step.onStep()}>
          {step.label}
        </button>
      ) : null}
      {onWrong && !isAsking ? (
        <button
          type="button"
          className="link"
          aria-label={t('room.known.wrongOf', { name })}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('room.known.wrong')}
        </button>
      ) : null}
      {onWrong && isAsking ? (
        <ReasonForm
          label={t('room.known.why')}
          action={t('room.known.takeOut')}
          onReason={(reason) => void onWrong(reason.trim())}
          onEscape={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </li>
  );
}
