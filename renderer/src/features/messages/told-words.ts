import { useTranslation } from 'react-i18next';
import type { ToldMark } from '#shared/contract/messages';
import { useClinicZone } from '../../app/clock';
import { clinicTimeOf } from '../../ui/format';

/** `WhatsApp, Meena Lal, 10:05`: who told the patient, how and when; and whether it is still so. */
export function useToldWords(): (told: ToldMark) => string {
  const { t } = useTranslation();
  const zone = useClinicZone();
  return (told) => {
    const words = [t(`messages.ways.${told.way}`), told.by ?? '', clinicTimeOf(told.at, zone)];
    return [...words.filter(Boolean), ...(told.holds ? [] : [t('messages.old')])].join(', ');
  };
}
