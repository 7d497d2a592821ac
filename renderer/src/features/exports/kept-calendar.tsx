import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptCalendarDto } from '#shared/contract/kept-calendars';
import { useClinicZone, useLocale } from '../../app/clock';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, clinicTimeOf, doctorName, plainDay } from '../../ui/format';
import { TroubleLine } from '../../ui/trouble-line';
import { useDoctors } from '../appointments/doctors';

interface Props {
  readonly kept: KeptCalendarDto;
  /** What is told once it stands in the list no more. */
  readonly onStopped: (words: string) => void;
}

/** A calendar that this desk keeps: where, what it tells, how it stands, and its end. */
export function KeptCalendar({ kept, onStopped }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const doctors = useDoctors();
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { id, fileName: name, folder, doctorId, writtenAt, trouble } = kept;
  const doctor = doctors.all.find((one) => one.id === doctorId);
  const whose = doctor ? doctorName(doctor) : t('exports.kept.doctorGone');

  const writeNow = async () => {
    setSending(true);
    setSaid('');
    const answer = await change('keptCalendars.writeNow', { id });
    setSending(false);
    setProblem(answer.ok ? null : errorWords(t, answer.error));
    if (answer.ok && answer.value.trouble === null) setSaid(t('exports.kept.upToDate', { name }));
  };
  const stop = async (removeFile: boolean) => {
    setSending(true);
    const answer = await change('keptCalendars.stop', { id, removeFile });
    setSending(false);
    if (answer.ok) onStopped(t(`exports.kept.stopped.${answer.value.file}`, { name, folder }));
    else setProblem(errorWords(t, answer.error));
  };

  return (
    <li>
      <h3>{name}</h3>
      <p className="folder-path">{folder}</p>
      <p className="muted">
        {t(kept.withReason ? 'exports.kept.tellsReason' : 'exports.kept.tells', {
          whose: doctorId === null ? t('exports.calendar.all') : whose,
          back: kept.daysBack,
          ahead: kept.daysAhead,
          shows: t(`exports.calendar.show.${kept.shows}`),
        })}
        {'. '}
        {t('exports.kept.by', { who: kept.startedBy ?? '?' })}
      </p>
      <p>
        {writtenAt === null
          ? t('exports.kept.never')
          : t('exports.kept.written', {
              date: plainDay(clinicDayOf(writtenAt, zone), locale),
              time: clinicTimeOf(writtenAt, zone),
              count: kept.events ?? 0,
            })}
      </p>
      {trouble === null ? null : (
        <p role="status" className="problem">
          {t(`exports.kept.trouble.${trouble}`)}
        </p>
      )}
      {isAsking ? (
        <div role="group" aria-label={t('exports.kept.stop')} className="exports-asking">
          <p>{t('exports.kept.ask', { name })}</p>
          <div className="buttons">
            <Button variant="outlined" autoFocus disabled={isSending} onClick={() => void stop(false)}>
              {t('exports.kept.leave')}
            </Button>
            <Button variant="outlined" disabled={isSending} onClick={() => void stop(true)}>
              {t('exports.kept.remove')}
            </Button>
            <Button
              variant="text"
              onClick={() => {
                setAsking(false);
              }}
            >
              {t('exports.kept.goOn')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="buttons">
          <Button variant="outlined" disabled={isSending} onClick={() => void writeNow()}>
            {t('exports.kept.writeNow')}
          </Button>
          <Button
            variant="outlined"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('exports.kept.stop')}
          </Button>
          <span role="status">{said}</span>
        </div>
      )}
      <TroubleLine words={problem} />
    </li>
  );
}
