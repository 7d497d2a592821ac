import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { PersonKey } from '#shared/values/ids';
import { change } from '../../../api/call';
import { useCallQuery } from '../../../api/queries';
import { TypedPatient } from '../../patients/patient-schema';
import { useSession } from '../../session/session';
import { TypedBooking } from './booking-schema';

const NAME = 'booking';
const PAUSE = 500;
/**
 * What a person left in the form and no server has confirmed yet: a form that opens meanwhile takes it from here,
 * however long the server takes, and also when it could not be kept there.
 */
const unconfirmed = new Map<PersonKey, BookingDraft | null>();
let underWay: Promise<unknown> = Promise.resolve();

/** One after the other, so that the last thing typed is the last thing written. */
function write(person: PersonKey, draft: BookingDraft | null): void {
  unconfirmed.set(person, draft);
  const turn = underWay.then(async () => {
    const { ok } = draft
      ? await change('drafts.save', { name: NAME, body: JSON.stringify(draft) })
      : await change('drafts.discard', { name: NAME });
    return ok;
  });
  underWay = turn;
  void turn.then((ok) => {
    if (ok && unconfirmed.get(person) === draft) unconfirmed.delete(person);
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
  const person = useSession()?.person;
  const [inHand] = useState(() => person && unconfirmed.get(person));
  const { data, isFetching, isError } = useCallQuery(
    'drafts.get',
    { name: NAME },
    { once: true, enabled: inHand === undefined },
  );
  if (inHand !== undefined) return inHand;
  if (isError) return null;
  return isFetching ? undefined : read(data?.body);
}

/** @returns lets the draft go, for whoever booked what was typed in it */
export function useDiscardDraft(): () => void {
  const person = useSession()?.person;
  return useCallback(() => {
    if (person) write(person, null);
  }, [person]);
}

/** Keeps the draft half a second behind the typing, and at once when the form goes away. */
export function useDraftKeeping() {
  const person = useSession()?.person;
  const discardKept = useDiscardDraft();
  const waiting = useRef<BookingDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saved = useRef(false);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const draft = waiting.current;
    waiting.current = null;
    if (!draft || !person) return;
    if (isWorthKeeping(draft)) {
      saved.current = true;
      write(person, draft);
    } else if (saved.current) {
      saved.current = false;
      write(person, null);
    }
  }, [person]);

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
    discardKept();
  }, [discardKept]);

  useEffect(() => flush, [flush]);
  return { keep, discard };
}
