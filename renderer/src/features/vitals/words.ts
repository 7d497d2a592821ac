import { useTranslation } from 'react-i18next';
import { SINGLE_MEASURES, type VitalValues, measureText, pressureText } from '#shared/domain/vitals/measures';
import type { UtcInstant } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, clinicTimeOf, plainDay } from '../../ui/format';

/** `BP 120/80`, `Pulse 72`, `37.0 °C`: each value of an entry in words. */
export function useVitalWords(): (values: VitalValues) => string[] {
  const { t } = useTranslation();
  return (values) => {
    const pressure = pressureText(values);
    return [
      ...(pressure === null ? [] : [t('vitals.shown.pressure', { value: pressure })]),
      ...SINGLE_MEASURES.flatMap((measure) => {
        const value = values[measure];
        return value === null ? [] : [t(`vitals.shown.${measure}`, { value: measureText(measure, value) })];
      }),
    ];
  };
}

/** When something was measured: `Today 10:42`, or the day with `4 Jan 2027`. */
export function useWhen(): (at: UtcInstant, withTime?: boolean) => string {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  const { today } = useClinicNow();
  return (at, withTime = false) => {
    const [day, time] = [clinicDayOf(at, zone), clinicTimeOf(at, zone)];
    if (day === today) return t('vitals.today', { time });
    return withTime ? `${plainDay(day, locale)}, ${time}` : plainDay(day, locale);
  };
}
