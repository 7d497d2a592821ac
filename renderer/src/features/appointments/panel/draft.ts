import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { change } from '../../../api/call';
import { useCallQuery } from '../../../api/queries';
import { TypedPatient } from '../../patients/patient-schema';
import { TypedBooking } from './booking-schema';

const NAME = 'booking';
const PAUSE = 500;
/** A form opens after this long in any case, also while a server hangs over the last save. */
const LONGEST_WAIT = 1_500;

/** The last save on its way: the next goes after it, and a form that opens reads what it wrote. */
let underWay: Promise<unknown> | null = null;

function inTurn(work: () => Promise<unknown>): void {
  const turn = (underWay ?? Promise.resolve()).then(work);
  underWay = turn;
  void turn.finally(() => {
    if (underWay === turn) underWay = null;
  });
}

/** Everything typed into a booking that is not saved yet. */
export const BookingDraft = z.object({
  booking: TypedBooking,
  search: z.string(),
  registering: TypedPatient.nullable(),
});
export type BookingDraft = z.infer<typeof BookingDraft>;

/** Whether a person typed anything that would be missed; a time that was only clicked is not. */
export function isWorthKeeping({ booking, search, registering }: BookingDraft): boolean {
  return (
    booking.patientId !== null ||
    [booking.reason, booking.deskNotes, search].some((text) => text.trim() !== '') ||
    (registering !== null && Object.values(registering).some((text) => text !== ''))
  );
}

function read(body: string | null | undefined): BookingDraft | null {
  if (!body) return null;
  try {
    const parsed = BookingDraft.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * The draft left behind, asked for each time the form opens: `undefined` until known. Never asked again under an
 * open form, whose own text is the newer one.
 */
export function useLeftDraft(): BookingDraft | null | undefined {
  const [settled, setSettled] = useState(underWay === null);
  useEffect(() => {
    const go = () => {
      setSettled(true);
    };
    const timer = setTimeout(go, LONGEST_WAIT);
    void (underWay ?? Promise.resolve()).then(go);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const { data, isFetching, isError } = useCallQuery(
    'drafts.get',
    { name: NAME },
    { once: true, enabled: settled },
  );
  if (!settled) return undefined;
  if (isError) return null;
  return isFetching ? undefined : read(data?.body);
}

/** Keeps the draft half a second behind the typing, and at once when the form goes away. */
export function useDraftKeeping() {
  const waiting = useRef<BookingDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saved = useRef(false);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const draft = waiting.current;
    waiting.current = null;
    if (!draft) return;
    if (isWorthKeeping(draft)) {
      saved.current = true;
      inTurn(() => change('drafts.save', { name: NAME, body: JSON.stringify(draft) }));
    } else if (saved.current) {
      saved.current = false;
      inTurn(() => change('drafts.discard', { name: NAME }));
    }
  }, []);

  const keep = useCallback(
    (draft: BookingDraft) => {
      waiting.current = draft;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE);
    },
    [flush],
  );

  const discard = useCallback(() => {
    clearTimeout(timer.current);
    waiting.current = null;
    saved.current = false;
    inTurn(() => change('drafts.discard', { name: NAME }));
  }, []);

  useEffect(() => flush, [flush]);
  return { keep, discard };
}
