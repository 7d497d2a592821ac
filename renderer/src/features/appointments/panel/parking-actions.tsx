import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { minutesBetween } from '#shared/values/wall-clock';
import { timeOf } from '../../../ui/format';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { useChanges } from '../changes';
import { useCommands } from '../commands';
import { isMovable } from '../grid/use-dragging';
import { showPanel } from '../store';

/** Away from the calendar until there is a time, into it again, or a copy for another one. */
export function ParkingActions({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const { run, lift } = useCommands();
  const isParked = visit.toMoveAt !== null;
  const canBeParked = isMovable(visit) && visit.state !== 'in_room';
  return (
    <div className="actions" role="group" aria-label={t('toMove.label')}>
      {isParked && visit.kind === 'slot' ? (
        <Button
          variant="contained"
          onClick={() => {
            lift(visit, false);
          }}
        >
          {t('toMove.place')}
        </Button>
      ) : null}
      {isParked ? (
        <Button
          variant="outlined"
          onClick={() => {
            void perform(visit, { kind: 'unpark' });
          }}
        >
          {visit.kind === 'token' ? t('toMove.backInLine') : t('toMove.back', { time: timeOf(visit.start) })}
        </Button>
      ) : canBeParked ? (
        <Button
          variant="outlined"
          onClick={() => {
            run('park', visit.id);
          }}
        >
          {t('toMove.park')}
          <Kbd k={KEY.park} />
        </Button>
      ) : null}
      {visit.kind === 'slot' && visit.state === 'scheduled' ? (
        <Button
          variant="outlined"
          onClick={() => {
            const minutes = minutesBetween(visit.start, visit.end);
            const held = { id: visit.id, doctorId: visit.doctorId, start: visit.start, minutes };
            showPanel({ kind: 'waitlistEntry', id: null, patientId: visit.patientId, held });
          }}
        >
          {t('waitlist.wants')}
        </Button>
      ) : null}
      {visit.type === 'telemedicine' ? (
        <Button
          variant="outlined"
          onClick={() => {
            run('videoLink', visit.id);
          }}
        >
          {t('video.copy')}
          <Kbd k={KEY.videoLink} />
        </Button>
      ) : null}
      <Button
        variant="outlined"
        onClick={() => {
          lift(visit, true);
        }}
      >
        {t('toMove.copy')}
        <Kbd k={KEY.copyVisit} />
      </Button>
    </div>
  );
}
