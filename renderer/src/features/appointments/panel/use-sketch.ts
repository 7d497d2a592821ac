import { useEffect } from 'react';
import { ClinicDate } from '#shared/values/wall-clock';
import { columnKey } from '../logic/columns';
import { parseTime } from '../../../ui/typed-time';
import { useScreen } from '../store';
import type { TypedTimes } from './booking-schema';

/** Shows in the calendar where the booking that is being typed would lie, and who is on the way into it. */
export function useSketch({ doctorId, date, time, length }: TypedTimes, name: string | null): void {
  const minute = parseTime(time);
  const day = ClinicDate.safeParse(date);
  const key = day.success ? columnKey(Number(doctorId), day.data) : null;
  const to = (minute ?? 0) + Number(length);
  useEffect(() => {
    useScreen.setState({
      sketch: key === null || minute === null ? null : { columnKey: key, from: minute, to, name },
    });
    return () => {
      useScreen.setState({ sketch: null });
    };
  }, [key, minute, to, name]);
}
