import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { doctorShort, longDay, timeOf } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { TellList } from './tell-list';

interface Props {
  readonly after: number | null;
  readonly onOpen: (id: number) => void;
}

/** Tomorrow's booked patients, with who has been reminded. */
export function Reminders({ after, onOpen }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  const { data, error } = useCallQuery('messages.day', { date: null });
  if (!data) return error ? <p className="problem">{errorWords(t, error.error)}</p> : null;
  const rows = data.visits.map((visit) => {
    const doctor = byId.get(visit.doctorId);
    return {
      id: visit.appointmentId,
      name: visit.patientName,
      line: [timeOf(visit.start), doctor ? doctorShort(doctor) : ''].filter(Boolean).join(' · '),
      phone: visit.patientPhone,
      told: visit.told,
    };
  });
  return (
    <TellList
      title={t('messages.tomorrow')}
      empty={t('messages.nobodyTomorrow')}
      rows={rows}
      after={after}
      onOpen={onOpen}
    >
      <p className="empty">{longDay(data.date, locale)}</p>
    </TellList>
  );
}
