import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { AppointmentDto } from '#shared/contract/appointments';
import { atMinute, dateOf, minuteOfDay, minutesBetween } from '#shared/values/wall-clock';
import { errorWords } from '../../../ui/error-words';
import { doctorShort, timeOf } from '../../../ui/format';
import { StaleBox } from '../../../ui/stale-box';
import type { Action } from '../actions';
import { useChanges } from '../changes';
import { useDoctors } from '../doctors';
import { setTrouble, type Trouble } from '../store';
import { FreeTimes } from './free-times';
import { OverrideBox } from './override-box';

interface Props {
  readonly visit: AppointmentDto;
  readonly trouble: Trouble;
}

/** A refused change: what stands in the way, and each way on from here. */
export function TroubleBox({ visit, trouble }: Props) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const { byId } = useDoctors();
  const { action, error } = trouble;

  const summary = (what: AppointmentDto | Extract<Action, { kind: 'move' }>): string => {
    const doctor = byId.get(what.doctorId);
    return [timeOf(what.start), doctor ? doctorShort(doctor) : ''].join(', ');
  };

  if (error.code === 'CONFLICT' && error.conflict.kind === 'stale') {
    const current = AppointmentDto.safeParse(error.conflict.current);
    const theirs = current.success ? current.data : visit;
    return (
      <StaleBox
        sentence={errorWords(t, error)}
        theirs={[summary(theirs), t(`state.${theirs.state}`)].join(', ')}
        yours={action.kind === 'move' ? summary(action) : null}
        onAgain={() => {
          void perform(theirs, action);
        }}
        onKeep={() => {
          setTrouble(null);
        }}
      />
    );
  }

  return (
    <div className="problem" role="alert">
      <p>{errorWords(t, error)}</p>
      {error.code === 'CONFLICT' && error.conflict.kind === 'slot_taken' && action.kind === 'move' ? (
        <FreeTimes
          free={error.conflict.free}
          onPick={(start) => {
            const end = atMinute(
              dateOf(start),
              minuteOfDay(start) + minutesBetween(action.start, action.end),
            );
            void perform(visit, { ...action, start, end });
          }}
        />
      ) : null}
      {error.code === 'RULE_VIOLATION' && error.overridable ? (
        <OverrideBox
          rules={error.rules}
          onSave={(override) => {
            void perform(visit, action, { override });
          }}
        />
      ) : null}
      {error.code === 'DB_UNAVAILABLE' || error.code === 'TIMEOUT' ? (
        <Button
          variant="outlined"
          onClick={() => {
            void perform(visit, action);
          }}
        >
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
}
