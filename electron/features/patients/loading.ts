import type { PatientDto } from '#shared/contract/patients';
import { notFound } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { lastChange } from './history-repository';
import { identifiersOf } from './identifiers-repository';
import { groupOf, membersBetween } from './merges-repository';
import { dtoOf, type WholePatient } from './projection';
import * as repository from './repository';

/** Merged rows point at the one that stayed; a chain is never longer than the merges of one person. */
const LONGEST_CHAIN = 20;

/** The record that a patient is read as: the patient's own, or the one it was merged into. */
export async function readAs(tx: ReadTx, id: number): Promise<repository.WholePatientRow> {
  let row = await repository.findPatient(tx, id);
  for (let hop = 0; hop < LONGEST_CHAIN && row !== null && row.merged_into_id !== null; hop += 1) {
    row = await repository.findPatient(tx, row.merged_into_id);
  }
  if (row === null) throw notFound('patient');
  return row;
}

/** The records that are one patient's, the one it is read as first. */
export async function recordsOf(tx: ReadTx, id: number): Promise<number[]> {
  return groupOf(tx, (await readAs(tx, id)).id);
}

/** A row with its further numbers and the records merged into it. */
export async function wholePatient(tx: ReadTx, row: repository.WholePatientRow): Promise<WholePatient> {
  const identifiers = await identifiersOf(tx, [row.id]);
  const members = await membersBetween(tx, { after: row.id - 1, upTo: row.id });
  return {
    row,
    identifiers: identifiers.map(({ kind, value }) => ({ kind, value })),
    merged: members.filter(({ merged_into_id }) => merged_into_id === row.id),
  };
}

/** One patient; whoever was merged into another is answered with that other. */
export async function getPatient(tx: ReadTx, id: number): Promise<PatientDto> {
  const row = await readAs(tx, id);
  const last = await lastChange(tx, row.id);
  return dtoOf(await wholePatient(tx, row), last?.actor ?? null);
}
