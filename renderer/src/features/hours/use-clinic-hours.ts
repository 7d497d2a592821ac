import { useMemo } from 'react';
import type { ClinicHours } from '#shared/domain/availability/expand';
import { useCallQuery } from '../../api/queries';

/** Opening hours, holidays and zone, which every doctor's hours are reckoned with; undefined until they are there. */
export function useClinicHours(): ClinicHours | undefined {
  const settings = useCallQuery('settings.get', {}).data;
  const holidays = useCallQuery('hours.holidays', {}).data;
  return useMemo(
    () =>
      settings &&
      holidays && {
        openingHours: settings.openingHours,
        holidays: holidays.holidays,
        timeZone: settings.timeZone,
      },
    [settings, holidays],
  );
}
