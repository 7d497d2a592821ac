import type { PatientId } from '#shared/values/ids';
import { visitState } from '#shared/domain/visit-state';
import { invalid } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { readAs } from './loading';
import { groupOf } from './merges-repository';
import { clinicToday, type PatientsDeps } from './service';
import { nextAndLast, type VisitPlace, type VisitRow, visitsOf } from './visits-repository';

function wall(stored: string): string {
  return stored.slice(0, 16).replace(' ', 'T');
}

function lineOf(row: VisitRow) {
  return {
    id: row.id,
    doctorId: row.doctor_id,
    start: wall(row.start_time),
    end: wall(row.end_time),
    state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
    reason: row.reason,
    toMove: row.to_move_at !== null,
  };
}

type Line = ReturnType<typeof lineOf>;

const PLACE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.([1-9]\d{0,9})$/;

function parsePlace(after: string | null): VisitPlace | null {
  if (after === null) return null;
  const [, start, id] = PLACE.exec(after) ?? [];
  if (start === undefined) throw invalid('after', 'invalid');
  return { start, id: Number(id) };
}

/** A page of a patient's visits, with those of the records that are read as this patient. */
export async function patientVisits(
  deps: PatientsDeps,
  tx: ReadTx,
  input: {
    readonly id: PatientId;
    readonly when: 'coming' | 'past';
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<{ items: Line[]; next: string | null }> {
  const place = parsePlace(input.after);
  const { id } = await readAs(tx, input.id);
  const today = await clinicToday(deps);
  const ids = await groupOf(tx, id);
  const from = `${today.toString()} 00:00:00`;
  const rows = await visitsOf(tx, ids, input.when, from, place, input.limit + 1);
  const last = rows.length > input.limit ? rows[input.limit - 1] : undefined;
  return {
    items: rows.slice(0, input.limit).map(lineOf),
    next: last === undefined ? null : `${last.start_time}.${String(last.id)}`,
  };
}

/** The next visit that stands and the last that took place, of each. */
export async function glance(
  deps: PatientsDeps,
  tx: ReadTx,
  ids: readonly PatientId[],
): Promise<{ id: number; next: Line | null; last: Line | null }[]> {
  const today = await clinicToday(deps);
  const rows = await nextAndLast(tx, [...new Set(ids)], `${today.toString()} 00:00:00`);
  return ids.map((id) => {
    const of = (side: 'next' | 'last') => {
      const row = rows.find((one) => one.root === id && one.side === side);
      return row ? lineOf(row) : null;
    };
    return { id, next: of('next'), last: of('last') };
  });
}
