import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/errors/app-error';
import type { ClinicDateTime } from '#shared/values/wall-clock';
import { errorWords } from '../../../ui/error-words';
import type { Override } from '../actions';
import { FreeTimes } from './free-times';
import { OverrideBox } from './override-box';

interface Props {
  readonly error: AppError;
  readonly onStart: (start: ClinicDateTime) => void;
  readonly onOverride: (override: Override) => void;
}

/** Why a booking was refused, and the way on: another time, or a reason. */
export function BookingTrouble({ error, onStart, onOverride }: Props) {
  const { t } = useTranslation();
  return (
    <div className="problem" role="alert">
      <p>{errorWords(t, error)}</p>
      {error.code === 'CONFLICT' && error.conflict.kind === 'slot_taken' ? (
        <FreeTimes free={error.conflict.free} onPick={onStart} />
      ) : null}
      {error.code === 'RULE_VIOLATION' && error.overridable ? (
        <OverrideBox rules={error.rules} onSave={onOverride} />
      ) : null}
    </div>
  );
}
