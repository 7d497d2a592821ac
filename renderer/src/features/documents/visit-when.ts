import { type ClinicDateTime, dateOf } from '#shared/values/wall-clock';
import { useLocale } from '../../app/clock';
import { shortDay, timeOf } from '../../ui/format';

/** When a visit is, as a file's line says it. */
export function useVisitWhen(): (start: ClinicDateTime) => string {
  const locale = useLocale();
  return (start) => `${shortDay(dateOf(start), locale)} ${timeOf(start)}`;
}
