import type { PatientSummary } from '#shared/contract/patients';
import type { Described } from '#shared/domain/duplicates';
import { apartToo, likelyTokens, wholeNumber } from '#shared/domain/search-words';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import * as bulk from './bulk-repository';
import { identifiersOf } from './identifiers-repository';
import { tokensOfRow } from './indexing';
import { described, summaryOf } from './projection';
import { type WholePatientRow, insertTokens, noEmail } from './repository';

/** The kind of further number that a file's column brings. */
const IDENTIFIER_KIND = 'ABHA';
/** Compared with a batch of rows; a batch of two hundred rarely meets a tenth of it. */
const MOST_HITS = 20_000;

/** A patient of many that are written together. */
export interface NewRecord extends Omit<bulk.RecordColumns, 'email'> {
  readonly rowNo: number;
  readonly identifier: string | null;
}

export interface MadePatient {
  readonly rowNo: number;
  readonly id: number;
  readonly version: number;
}

/** Who is looked for among those who are there. */
export interface Sought {
  readonly described: Described;
  readonly numbers: readonly string[];
  readonly identifier: string | null;
  readonly clinicNo: string | null;
}

/** A patient who may be the one that is looked for. */
export interface Candidate extends Described {
  readonly id: number;
  /** The record this one is read as. */
  readonly readAs: number;
  readonly clinicNo: string | null;
  readonly numbers: readonly string[];
  readonly deleted: boolean;
  readonly archived: boolean;
}

function candidateOf(row: WholePatientRow, identifiers: readonly string[]): Candidate {
  return {
    id: row.id,
    readAs: row.merged_into_id ?? row.id,
    ...described(row),
    clinicNo: row.clinic_no,
    numbers: [row.clinic_no, row.old_file_no, ...identifiers].filter((number) => number !== null),
    deleted: row.is_deleted !== 0,
    archived: row.archived_at !== null,
  };
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function tokensFor({ described, numbers }: Sought): string[] {
  return apartToo([...likelyTokens(described).whole, ...numbers.map(wholeNumber)].filter(Boolean));
}

/** For each of a batch, everybody who shares the sound of the name, the phone, the birthday or a number. */
export async function candidatesFor(tx: ReadTx, sought: readonly Sought[]): Promise<Candidate[][]> {
  const clinicNos = sought.flatMap(({ clinicNo }) => (clinicNo === null ? [] : [clinicNo]));
  const wanted = sought.flatMap(({ identifier }) => (identifier === null ? [] : [identifier]));
  const hits = await bulk.hitsOf(tx, [...new Set(sought.flatMap(tokensFor))], MOST_HITS);
  const identified = await bulk.withIdentifiers(tx, IDENTIFIER_KIND, wanted);
  const numbered = await bulk.withClinicNumbers(tx, clinicNos);
  const ids = new Set([...hits, ...identified].map(({ patient_id }) => patient_id));
  const rows = new Map([...(await bulk.rowsOf(tx, [...ids])), ...numbered].map((row) => [row.id, row]));
  const further = grouped(await identifiersOf(tx, [...rows.keys()]), ({ patient_id }) => String(patient_id));
  const known = new Map(
    [...rows.values()].map((row) => {
      const own = (further.get(String(row.id)) ?? []).map(({ value }) => value);
      return [row.id, candidateOf(row, own)];
    }),
  );
  // Removed patients are found by their numbers only.
  const present = hits.filter(({ patient_id }) => rows.get(patient_id)?.is_deleted === 0);
  const byToken = grouped(present, ({ token }) => token);
  const byValue = grouped(identified, ({ value }) => value.toLowerCase());
  const byNumber = grouped(numbered, (row) => (row.clinic_no ?? '').toLowerCase());
  return sought.map((one) => {
    const found = new Set([
      ...tokensFor(one).flatMap((token) => (byToken.get(token) ?? []).map(({ patient_id }) => patient_id)),
      ...(byValue.get((one.identifier ?? '').toLowerCase()) ?? []).map(({ patient_id }) => patient_id),
      ...(one.clinicNo === null ? [] : (byNumber.get(one.clinicNo.toLowerCase()) ?? []).map(({ id }) => id)),
    ]);
    return [...found].flatMap((id) => known.get(id) ?? []);
  });
}

export async function summariesOf(tx: ReadTx, ids: readonly number[]): Promise<PatientSummary[]> {
  return (await bulk.rowsOf(tx, [...new Set(ids)])).map(summaryOf);
}

/** Writes patients with their numbers and search tokens; the caller audits and tells the desks. */
export async function insertPatients(tx: WriteTx, records: readonly NewRecord[]): Promise<MadePatient[]> {
  const wanted = records.flatMap(({ contactEmail }) => (contactEmail === null ? [] : [contactEmail]));
  const taken = new Set((await bulk.takenEmails(tx, wanted)).map((email) => email.toLowerCase()));
  const rows = records.map((record) => {
    const address = record.contactEmail?.toLowerCase();
    if (record.contactEmail === null || address === undefined || taken.has(address)) {
      return { ...record, email: noEmail() };
    }
    taken.add(address);
    return { ...record, email: record.contactEmail };
  });
  const made = await bulk.insertRows(tx, rows);
  const written = records.map((record, at) => {
    const row = made.get((rows[at]?.email ?? '').toLowerCase());
    if (!row) throw new Error('a patient that was just written is not there');
    return { record, row };
  });
  const identifiers = written.flatMap(({ record, row }) =>
    record.identifier === null
      ? []
      : [{ patient_id: row.id, kind: IDENTIFIER_KIND, value: record.identifier }],
  );
  await bulk.insertIdentifiers(tx, identifiers);
  const tokens = written.flatMap(({ record, row }) => {
    const own =
      record.identifier === null
        ? []
        : [{ patient_id: row.id, kind: IDENTIFIER_KIND, value: record.identifier }];
    return tokensOfRow(row, own).map((token) => ({ ...token, patientId: row.id }));
  });
  await insertTokens(tx, tokens);
  return written.map(({ record, row }) => ({ rowNo: record.rowNo, id: row.id, version: row.version }));
}

/** Soft delete of many, search tokens with them; the caller locks, audits and tells the desks. */
export async function removePatients(tx: WriteTx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await bulk.removeRows(tx, ids);
  await bulk.hideTokens(tx, ids);
}
