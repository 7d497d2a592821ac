import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/errors/app-error';
import type { ClinicDateTime } from '#shared/values/wall-clock';
import { useClinicZone } from '../../../app/clock';
import { errorWords } from '../../../ui/error-words';
import type { Override } from '../actions';
import { FreeTimes } from './free-times';
import { OverrideBox } from './override-box';

interface Props {
  readonly error: AppError;
  /** Takes another time of the doctor's instead, where only one time was wanted. */
  readonly onStart?: (start: ClinicDateTime) => void;
  readonly onOverride: (override: Override) => void;
  readonly children?: ReactNode;
}

/** Why a change was refused, and the way on: another time, or a reason. */
export function RefusedBox({ error, onStart, onOverride, children }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  return (
    <div className="problem" role="alert">
      <p>{errorWords(t, error, zone)}</p>
      {onStart && error.code === 'CONFLICT' && error.conflict.kind === 'slot_taken' ? (
        <FreeTimes free={error.conflict.free} onPick={onStart} />
      ) : null}
      {error.code === 'RULE_VIOLATION' && error.overridable ? (
        <OverrideBox rules={error.rules} onSave={onOverride} />
      ) : null}
      {children}
    </div>
  );
}
