import { useTranslation } from 'react-i18next';
import type { DelayCall, DelayDto } from '#shared/contract/late';
import type { MessageKind } from '#shared/domain/message-template';
import type { DelayId } from '#shared/values/ids';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { doctorShort, timeOf } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { TellList } from '../messages/tell-list';

interface Props {
  readonly id: DelayId;
  readonly after: number | null;
  readonly onOpen: (appointmentId: number, kind: MessageKind) => void;
}

/** What there is to say to somebody after a delay, or after it was taken back. */
function kindFor({ after }: DelayCall, { takenBack }: DelayDto): MessageKind {
  if (takenBack) return 'moved';
  return after === null ? 'put_off' : 'shifted';
}

/** Everyone who is to be told of a delay: old time, new time, phone, and whether it is done. */
export function CallList({ id, after, onOpen }: Props) {
  const { t } = useTranslation();
  const { byId } = useDoctors();
  const { data, error } = useCallQuery('late.calls', { id });
  if (!data) return error ? <p className="problem">{errorWords(t, error.error)}</p> : null;
  const { delay, calls } = data;
  const doctor = byId.get(delay.doctorId);
  const who = doctor ? doctorShort(doctor) : '';
  const timesOf = (call: DelayCall) => {
    const to = call.after ? timeOf(call.after.start) : t('late.toMove');
    return delay.takenBack
      ? t('late.stays', { time: timeOf(call.before.start) })
      : t('late.fromTo', { from: timeOf(call.before.start), to });
  };
  return (
    <TellList
      title={
        delay.minutes === null
          ? t('late.endedTitle', { doctor: who })
          : t('late.listTitle', { doctor: who, minutes: delay.minutes })
      }
      empty={t('rule.nobody_to_move')}
      rows={calls.map((call) => ({
        id: call.appointmentId,
        name: call.patientName,
        line: call.changedSince ? t('late.changedSince', { times: timesOf(call) }) : timesOf(call),
        phone: call.patientPhone,
        told: call.told,
      }))}
      after={after}
      onOpen={(appointmentId) => {
        const call = calls.find((one) => one.appointmentId === appointmentId);
        if (call) onOpen(appointmentId, kindFor(call, delay));
      }}
    >
      {delay.takenBack ? <p className="empty">{t('late.takenBack')}</p> : null}
    </TellList>
  );
}
