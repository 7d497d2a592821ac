import { useMemo } from 'react';
import { z } from 'zod';
import type { AppointmentId, PersonKey } from '#shared/values/ids';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { useSession } from '../session/session';

/**
 * What a save could not bring to the server, by person and draft: kept in this window and, so that it outlives it, in
 * the desk's program. Null once it has arrived, whatever the program still answers.
 */
const inHand = new Map<string, string | null>();

/** One text of a visit: where it is kept, and by whom. */
export interface LeftPlace {
  readonly person: PersonKey | undefined;
  readonly name: string;
  /** What the desk's program kept of it. */
  readonly body: string | null;
}

function keyOf({ person, name }: LeftPlace): string {
  return `${person ?? ''} ${name}`;
}

/** Keeps what could not be saved, with the version of the draft that it was typed over. */
export function leaveBehind(place: LeftPlace, version: number | null, value: unknown): void {
  const body = JSON.stringify({ version, value });
  inHand.set(keyOf(place), body);
  void change('drafts.save', { name: place.name, body });
}

/** It has arrived, or is not wanted. */
export function letGo(place: LeftPlace): void {
  inHand.set(keyOf(place), null);
  void change('drafts.discard', { name: place.name });
}

/** What was left behind at a place and the version under it; null where nothing was, or nothing that can be read. */
export function leftAt<T>(
  place: LeftPlace,
  shape: z.ZodType<T>,
): { readonly version: number | null; readonly value: T } | null {
  const key = keyOf(place);
  const body = inHand.has(key) ? inHand.get(key) : place.body;
  if (!body) return null;
  try {
    const parsed = z.object({ version: z.int().nullable(), value: shape }).safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export interface LeftPlaces {
  readonly page: LeftPlace;
  readonly note: LeftPlace;
}

/** Where the page and the note of a visit are left behind; undefined until it is known whether they were. */
export function useLeftPlaces(appointmentId: AppointmentId, enabled: boolean): LeftPlaces | undefined {
  const person = useSession()?.person;
  const names = { page: `page:${String(appointmentId)}`, note: `note:${String(appointmentId)}` };
  const page = useCallQuery('drafts.get', { name: names.page }, { once: true, enabled });
  const note = useCallQuery('drafts.get', { name: names.note }, { once: true, enabled });
  const isKnown = !page.isFetching && !note.isFetching;
  const [pageBody, noteBody] = [page.data?.body ?? null, note.data?.body ?? null];
  return useMemo(
    () =>
      isKnown
        ? {
            page: { person, name: names.page, body: pageBody },
            note: { person, name: names.note, body: noteBody },
          }
        : undefined,
    [isKnown, person, names.page, names.note, pageBody, noteBody],
  );
}
