import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { AppointmentDto } from '#shared/contract/appointments';
import { atMinute, dateOf, minuteOfDay, minutesBetween } from '#shared/values/wall-clock';
import { useClinicZone } from '../../../app/clock';
import { errorWords } from '../../../ui/error-words';
import { doctorShort, timeOf } from '../../../ui/format';
import { StaleBox } from '../../../ui/stale-box';
import type { Action, Override } from '../actions';
import { useChanges } from '../changes';
import { useDoctors } from '../doctors';
import { setTrouble, type Trouble } from '../store';
import { FreeTimes } from './free-times';
import { OverrideBox } from './override-box';

interface Props {
  readonly visit: AppointmentDto;
  readonly trouble: Trouble;
  /** It was saved in the end, or given up: what was typed for it has had its time. */
  readonly onSettled: () => void;
}

type Edited = Extract<Action, { kind: 'edit' }>['changes'];

function onlyKeys({ type, reason, deskNotes }: AppointmentDto, changes: Edited): Edited {
  return {
    ...('type' in changes ? { type } : {}),
    ...('reason' in changes ? { reason } : {}),
    ...('deskNotes' in changes ? { deskNotes } : {}),
  };
}

/** A refused change: what stands in the way, and each way on from here. */
export function TroubleBox({ visit, trouble, onSettled }: Props) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const { byId } = useDoctors();
  const zone = useClinicZone();
  const { action, error } = trouble;

  const again = async (from: AppointmentDto, wanted: Action, override?: Override) => {
    if (await perform(from, wanted, override ? { override } : {})) onSettled();
  };

  const summary = (what: AppointmentDto | Extract<Action, { kind: 'move' }>): string => {
    const doctor = byId.get(what.doctorId);
    return [timeOf(what.start), doctor ? doctorShort(doctor) : ''].join(', ');
  };

  /** The texts that an edit is about, as typed or as they stand in a visit. */
  const edited = (edit: Action, there?: AppointmentDto): string[] => {
    if (edit.kind !== 'edit') return [];
    const { type, ...texts } = { ...edit.changes, ...(there && onlyKeys(there, edit.changes)) };
    return [type ? t(`visit.types.${type}`) : '', texts.reason ?? '', texts.deskNotes ?? ''].filter(Boolean);
  };

  if (error.code === 'CONFLICT' && error.conflict.kind === 'stale') {
    const current = AppointmentDto.safeParse(error.conflict.current);
    const theirs = current.success ? current.data : visit;
    return (
      <StaleBox
        sentence={errorWords(t, error, zone)}
        theirs={[summary(theirs), t(`state.${theirs.state}`), ...edited(action, theirs)].join(', ')}
        yours={action.kind === 'move' ? summary(action) : edited(action).join(', ')}
        onAgain={() => {
          void again(theirs, action);
        }}
        onKeep={() => {
          setTrouble(null);
          onSettled();
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
            void again(visit, { ...action, start, end });
          }}
        />
      ) : null}
      {error.code === 'RULE_VIOLATION' && error.overridable ? (
        <OverrideBox
          rules={error.rules}
          onSave={(override) => {
            void again(visit, action, override);
          }}
        />
      ) : null}
      {error.code === 'DB_UNAVAILABLE' || error.code === 'TIMEOUT' ? (
        <Button
          variant="outlined"
          onClick={() => {
            void again(visit, action);
          }}
        >
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
}
