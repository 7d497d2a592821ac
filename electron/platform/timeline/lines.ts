import { visitState } from '#shared/domain/visit-state';
import type { TimelineLine, TimelineWhose } from '#electron/mongo/collections';
import type { ReadTx } from '#electron/mysql/transactions';
import { valuesIn } from '#electron/platform/measured';
import { wallTime } from '#electron/platform/stamps';
import * as repository from './lines-repository';
import type { RowStream } from './streams';

/** What a row says, and who is to be named with it: names change and are looked up when it is read. */
export interface Told {
  readonly line: TimelineLine;
  readonly whose: TimelineWhose;
}

type Loaded = readonly (readonly [id: number, told: Told])[];

const NOBODY: TimelineWhose = { doctor: null, appointment: null, person: null };

async function visits(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.visits(tx, ids);
  return rows.map((row) => [
    row.id,
    {
      line: {
        kind: 'visit',
        id: row.id,
        doctorId: row.doctor_id,
        start: wallTime(row.start_time),
        end: wallTime(row.end_time),
        state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
        reason: row.reason,
      },
      whose: { ...NOBODY, doctor: row.doctor_id },
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
      line: {
        kind: 'prescription',
        id: row.id,
        state: row.voided_at !== null ? 'voided' : row.superseded_by_id !== null ? 'replaced' : 'signed',
        complaint: row.complaint,
        diagnosis: row.diagnosis,
        medicines: items.get(row.id) ?? [],
        tests: row.tests,
        advice: row.advice,
      },
      whose: { ...NOBODY, doctor: row.doctor_id },
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
    {
      line: { kind: 'note', id: row.note_id, addendumId: null, text: excerpt(row) },
      whose: { ...NOBODY, appointment: row.appointment_id },
    },
  ]);
}

async function addenda(tx: ReadTx, ids: readonly number[], word: string): Promise<Loaded> {
  const rows = await repository.addenda(tx, ids, word);
  return rows.map((row) => [
    row.id,
    {
      line: { kind: 'note', id: row.note_id, addendumId: row.id, text: excerpt(row) },
      whose: { ...NOBODY, appointment: row.appointment_id, person: row.created_by },
    },
  ]);
}

async function vitals(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.vitals(tx, ids);
  return rows.map((row) => [
    row.id,
    {
      line: { kind: 'vitals', id: row.id, values: valuesIn(row), note: row.note },
      whose: { ...NOBODY, person: row.entered_by },
    },
  ]);
}

async function papers(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.papers(tx, ids);
  return rows.map((row) => [
    row.id,
    {
      line: {
        kind: 'paper',
        id: row.id,
        paper: row.paper,
        from: row.from_date,
        to: row.to_date,
        text: row.text,
        voided: row.voided_at !== null,
      },
      whose: { ...NOBODY, doctor: row.doctor_id },
    },
  ]);
}

async function payments(tx: ReadTx, ids: readonly number[]): Promise<Loaded> {
  const rows = await repository.payments(tx, ids);
  return rows.map((row) => [
    row.id,
    {
      line: {
        kind: 'payment',
        id: row.id,
        amount: row.amount,
        currency: row.currency,
        status: row.status,
        method: row.method,
        reference: row.transaction_ref,
      },
      whose: { ...NOBODY, person: row.created_by },
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
export async function linesOf(
  tx: ReadTx,
  stream: RowStream,
  ids: readonly number[],
  word: string,
): Promise<ReadonlyMap<number, Told>> {
  return new Map(ids.length === 0 ? [] : await LOADERS[stream](tx, ids, word));
}
