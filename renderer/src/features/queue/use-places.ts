import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import { turnOfNewcomer } from '#shared/domain/turns';
import { nextFreeStart, sessionRangeAt } from '#shared/domain/walk-in';
import { doctorName, minuteTime } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { keepsOthersOut } from '../appointments/logic/clash';
import { spanOn } from '../appointments/logic/columns';
import { openMinutes } from './logic/line';
import { useLine } from './use-line';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Whom a walk-in can see: each doctor with the time it would be, and whoever is free first. */
export function usePlaces(): readonly Choice[] {
  const { t } = useTranslation();
  const { all } = useDoctors();
  const { range, lines, now } = useLine();
  const here = all.filter(({ deleted }) => !deleted);

  const minuteWith = (doctor: DoctorDto): number | null => {
    if (!range) return null;
    const visits = range.appointments.filter(({ doctorId }) => doctorId === doctor.id);
    const open = openMinutes(range, doctor.id, now.today);
    if (doctor.seesBy === 'token') {
      const pace = lines.get(doctor.id)?.pace ?? doctor.defaultMinutes;
      const opens = sessionRangeAt(now.minute, [], open).from;
      return turnOfNewcomer(visits, { date: now.today, ...now }, { pace, opens });
    }
    const busy = visits.filter(keepsOthersOut).map((visit) => spanOn(now.today, visit));
    return nextFreeStart(now.minute, doctor.defaultMinutes, busy, open);
  };
  const choiceOf = (doctor: DoctorDto): Choice => {
    const minute = minuteWith(doctor);
    const name = doctorName(doctor);
    const label =
      minute === null
        ? name
        : t(doctor.seesBy === 'token' ? 'walkIn.byNumber' : 'walkIn.byTime', {
            doctor: name,
            time: minuteTime(minute),
          });
    return { value: String(doctor.id), label };
  };
  const kinds = [...new Set(here.flatMap(({ specialization }) => specialization ?? []))];
  return [
    ...here.map(choiceOf),
    { value: 'any', label: t('walkIn.anyone') },
    ...kinds.map((kind) => ({ value: `of:${kind}`, label: t('walkIn.anyOf', { kind }) })),
  ];
}
