import type { z } from 'zod';
import type { TimelineEntry } from '#shared/contract/timeline';
import { visitState } from '#shared/domain/visit-state';
import type { ReadTx } from '#electron/mysql/transactions';
import { valuesIn } from '#electron/platform/measured';
import { doctorName, namesOf } from '#electron/platform/people';
import { wallTime } from '#electron/platform/stamps';
import * as repository from './entries-repository';
import type { RowStream } from './keys-repository';

type Entry = z.input<typeof TimelineEntry>;
/** An entry before its moment is known, which its place has. */
type Said<E> = E extends Entry ? Omit<E, 'at'> : never;
export type SaidEntry = Said<Entry>;

type Loaded = readonly (readonly [id: number, entry: SaidEntry])[];

function nameOf({ title, first_name, last_name }: repository.Doctor): string | null {
  return first_name === null ? null : doctorName({ title, firstName: first_name, lastName: last_name });
}

async function visits(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.visits(tx, ids);
  return rows.map((row) => [
    row.id,
    {
      kind: 'visit',
      id: row.id,
      by: nameOf(row),
      doctorId: row.doctor_id,
      start: wallTime(row.start_time),
      end: wallTime(row.end_time),
      state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
      reason: row.reason,
    },
  ]);
}

async function prescriptions(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.prescriptions(tx, ids);
  const items = new Map(rows.map(({ id }): [number, string[]] => [id, []]));
  for (const { prescription_id, medicine_name, dosage, frequency } of await repository.medicines(tx, ids)) {
    items.get(prescription_id)?.push([medicine_name, dosage, frequency].filter(Boolean).join(' '));
  }
  return rows.map((row) => [
    row.id,
    {
      kind: 'prescription',
      id: row.id,
      by: nameOf(row),
      state: row.voided_at !== null ? 'voided' : row.superseded_by_id !== null ? 'replaced' : 'signed',
      complaint: row.complaint,
      diagnosis: row.diagnosis,
      medicines: items.get(row.id) ?? [],
      tests: row.tests,
      advice: row.advice,
    },
  ]);
}

function excerpt({ excerpt: part, begins, length }: repository.WrittenRow): string {
  const before = begins > 1 ? '…' : '';
  return `${before}${part}${begins - 1 + repository.EXCERPT < length ? '…' : ''}`;
}

async function notes(tx: ReadTx, ids: readonly number[], word: string): Promise<Loaded> {
  const rows = await repository.notes(tx, ids, word);
  return rows.map((row) => [
    row.id,
    { kind: 'note', id: row.note_id, addendumId: null, by: nameOf(row), text: excerpt(row) },
  ]);
}

async function addenda(tx: ReadTx, ids: readonly number[], word: string): Promise<Loaded> {
  const rows = await repository.addenda(tx, ids, word);
  const person = await namesOf(
    tx,
    rows.map((row) => row.created_by),
  );
  return rows.map((row) => [
    row.id,
    {
      kind: 'note',
      id: row.note_id,
      addendumId: row.id,
      by: person(row.created_by) ?? nameOf(row),
      text: excerpt(row),
    },
  ]);
}

async function vitals(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.vitals(tx, ids);
  const person = await namesOf(
    tx,
    rows.map((row) => row.entered_by),
  );
  return rows.map((row) => [
    row.id,
    {
      kind: 'vitals',
      id: row.id,
      by: person(row.entered_by),
      values: valuesIn(row),
      note: row.note,
    },
  ]);
}

async function papers(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.papers(tx, ids);
  return rows.map((row) => [
    row.id,
    {
      kind: 'paper',
      id: row.id,
      by: nameOf(row),
      paper: row.paper,
      from: row.from_date,
      to: row.to_date,
      text: row.text,
      voided: row.voided_at !== null,
    },
  ]);
}

async function payments(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.payments(tx, ids);
  const person = await namesOf(
    tx,
    rows.map((row) => row.created_by),
  );
  return rows.map((row) => [
    row.id,
    {
      kind: 'payment',
      id: row.id,
      by: person(row.created_by),
      amount: row.amount,
      currency: row.currency,
      status: row.status,
      method: row.method,
      reference: row.transaction_ref,
    },
  ]);
}

const LOADERS: Readonly<
  Record<RowStream, (tx: ReadTx, ids: readonly number[], word: string) => Promise<Loaded>>
> = {
  visit: visits,
  prescription: prescriptions,
  note: notes,
  addendum: addenda,
  vitals,
  paper: papers,
  payment: payments,
};

/** What the rows of one stream say, by their ids; of long texts the part about the word. */
export async function entriesOf(
  tx: ReadTx,
  stream: RowStream,
  ids: readonly number[],
  word: string,
): Promise<ReadonlyMap<number, SaidEntry>> {
  return new Map(ids.length === 0 ? [] : await LOADERS[stream](tx, ids, word));
}
