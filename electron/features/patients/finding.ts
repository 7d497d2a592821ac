import type { Temporal } from 'temporal-polyfill';
import type { LikelyPatient, PatientSummary, SketchedPatient } from '#shared/contract/patients';
import { LIKELY, likely, phoneKey, type Described } from '#shared/domain/duplicates';
import { apartToo, likelyTokens, wholeNumber } from '#shared/domain/search-words';
import { birthOf } from '#shared/values/person';
import type { ReadTx } from '#electron/mysql/transactions';
import { identifiersOf } from './identifiers-repository';
import { readAs } from './loading';
import { groupOf, membersBetween } from './merges-repository';
import { described, summaryOf } from './projection';
import type { WholePatientRow } from './repository';
import { withAnyToken, withContactEmail } from './search-repository';
import { clinicToday, type PatientsDeps } from './service';

/** A phone shared by more is a hostel's or a company's, not a family's. */
const LARGEST_FAMILY = 50;
/** Compared with the sketch; there are never so many with the same sound, phone or birthday. */
const MOST_CANDIDATES = 300;
const MOST_LIKELY = 5;
const MOST_OF_A_NUMBER = 5;

/**
 * Whoever shares the phone or the contact e-mail, by age: the eldest first, those of unknown age last. Archived ones
 * too: they are known still, and whoever looks for them would register them again.
 */
export async function familyOf(tx: ReadTx, id: number): Promise<PatientSummary[]> {
  const root = await readAs(tx, id);
  const key = phoneKey(root.phone);
  const byPhone =
    key === null ? [] : await withAnyToken(tx, { whole: apartToo([key]), named: [] }, LARGEST_FAMILY);
  const byEmail =
    root.contact_email === null ? [] : await withContactEmail(tx, root.contact_email, LARGEST_FAMILY);
  const found = new Map<number, WholePatientRow>();
  for (const row of byPhone) if (row.is_deleted === 0 && phoneKey(row.phone) === key) found.set(row.id, row);
  for (const row of byEmail) found.set(row.id, row);
  found.delete(root.id);
  return [...found.values()]
    .sort((a, b) => (a.date_of_birth ?? '9').localeCompare(b.date_of_birth ?? '9') || a.id - b.id)
    .map(summaryOf);
}

/** The numbers that are printed, typed or stuck on something of a patient's, those of merged records too. */
async function numbersOf(tx: ReadTx, row: WholePatientRow): Promise<string[]> {
  const members = await membersBetween(tx, { after: row.id - 1, upTo: row.id });
  const identifiers = await identifiersOf(tx, await groupOf(tx, row.id));
  const records = [row, ...members].flatMap((one) => [one.clinic_no, one.old_file_no]);
  return [...records, ...identifiers.map(({ value }) => value)].filter((number) => number !== null);
}

/** Whose whole number this is; removed patients too, since their cards are still about. */
export async function byNumber(tx: ReadTx, typed: string): Promise<PatientSummary[]> {
  const token = wholeNumber(typed);
  if (token === '') return [];
  const tokens = { whole: apartToo([token]), named: [] };
  const rows = await withAnyToken(tx, tokens, MOST_CANDIDATES);
  const found: PatientSummary[] = [];
  for (const row of rows) {
    const numbers = await numbersOf(tx, row);
    if (numbers.some((number) => wholeNumber(number) === token)) found.push(summaryOf(row));
    if (found.length === MOST_OF_A_NUMBER) break;
  }
  return found;
}

function sketched(sketch: SketchedPatient, today: Temporal.PlainDate): Described {
  const { birth, ...known } = sketch;
  const born = birth === null ? null : birthOf(birth, today);
  return {
    ...known,
    dateOfBirth: born === null ? null : born.date.toString(),
    birthPrecision: born === null ? null : born.precision,
  };
}

/** Who may already be registered as the one being typed; archived patients too, since they come back. */
export async function likelySame(
  deps: PatientsDeps,
  tx: ReadTx,
  sketch: SketchedPatient,
  exceptId: number | null,
): Promise<LikelyPatient[]> {
  const typed = sketched(sketch, await clinicToday(deps));
  const { whole, named } = likelyTokens(typed);
  const tokens = { whole: apartToo(whole), named: apartToo(named) };
  const rows = await withAnyToken(tx, tokens, MOST_CANDIDATES);
  return rows
    .filter((row) => row.id !== exceptId && row.is_deleted === 0)
    .map((row) => ({ patient: summaryOf(row), ...likely(typed, described(row)) }))
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score || a.patient.id - b.patient.id)
    .slice(0, MOST_LIKELY)
    .map(({ reasons, ...found }) => ({ ...found, reasons: [...reasons] }));
}
