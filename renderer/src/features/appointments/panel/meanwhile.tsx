import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { dateOf } from '#shared/values/wall-clock';
import { useLocale } from '../../../app/clock';
import { doctorShort, shortDay, timeOf } from '../../../ui/format';
import { turns } from '../changes';
import { useDoctors } from '../doctors';
import { changedSince, type Meanwhile } from '../logic/meanwhile';

/** The visit as it was when a form was first typed into, but for what this window changed itself since. */
function useBegan(visit: AppointmentDto, isDirty: boolean): AppointmentDto {
  const [began, setBegan] = useState(visit);
  const follows = !isDirty || turns.isMine(visit);
  if (follows && began !== visit) setBegan(visit);
  return follows ? visit : began;
}

interface Props {
  readonly visit: AppointmentDto;
  readonly isDirty: boolean;
  /** What the form is about, besides the state. */
  readonly about: readonly Exclude<keyof Meanwhile, 'state'>[];
}

/** Under a form that is being typed into: what another desk has made of the same meanwhile. */
export function MeanwhileWords({ visit, isDirty, about }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  const changed = changedSince(useBegan(visit, isDirty), visit);
  const doctor = byId.get(visit.doctorId);
  const place = [
    shortDay(dateOf(visit.start), locale),
    timeOf(visit.start),
    doctor ? doctorShort(doctor) : '',
  ];
  const words = {
    place: place.filter(Boolean).join(', '),
    type: visit.type ? t(`visit.types.${visit.type}`) : t('visit.typeNone'),
    reason: visit.reason ?? t('common.notGiven'),
    deskNotes: visit.deskNotes ?? t('common.notGiven'),
  };
  const what = changed
    ? [
        changed.state ? t(`state.${visit.state}`) : '',
        ...about.map((part) => (changed[part] ? words[part] : '')),
      ].filter(Boolean)
    : [];
  return (
    <div role="status">
      {what.length > 0 ? (
        <p className="meanwhile">{t('presence.meanwhile', { what: what.join(' · ') })}</p>
      ) : null}
    </div>
  );
}
