import type { z } from 'zod';
import type { Suggestion } from '#shared/contract/consultation';
import { fold } from '#shared/domain/search-words';
import type { ReadTx } from '#electron/mysql/transactions';

/** What the clinic's list of medicines is asked for. */
export interface MedicineList {
  readonly listedFor: (tx: ReadTx, text: string) => Promise<Offered[]>;
  /** What brands among these names are made of, by folded name. */
  readonly substancesByBrand: (
    tx: ReadTx,
    names: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
}

const MOST = 8;
/** With the list's beneath: what a person looks through, and what fits under the field. */
const MOST_SHOWN = 10;
/** Looked at of one doctor, the newest: what was usual years ago is not what is usual now. */
const NEWEST = 5_000;

type Offered = z.input<typeof Suggestion>;

interface Row {
  readonly medicine_name: string;
  readonly brand: string | null;
  readonly dosage: string | null;
  readonly frequency: string | null;
  readonly duration_days: number | null;
  readonly instructions: string | null;
  readonly times: number;
}

/** A line of the list that the doctor's own say already is not offered twice. */
export function withListed(own: readonly Offered[], listed: readonly Offered[]): Offered[] {
  const said = ({ line: { name, brand, dosage } }: Offered) => fold(JSON.stringify([name, brand, dosage]));
  const known = new Set(own.map(said));
  return [...own, ...listed.filter((one) => !known.has(said(one)))].slice(0, MOST_SHOWN);
}

/** Lines of signed prescriptions of this doctor whose name or brand begins so, the most usual first. */
export async function suggestionsFor(tx: ReadTx, doctorId: number, text: string): Promise<Offered[]> {
  const begins = `${text.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx.select<Row>(
    `SELECT i.medicine_name, i.brand, i.dosage, i.frequency, i.duration_days, i.instructions, COUNT(*) AS times
       FROM (SELECT id FROM prescriptions WHERE doctor_id = ? AND signed_at IS NOT NULL AND voided_at IS NULL
              ORDER BY id DESC LIMIT ${String(NEWEST)}) p
       JOIN prescription_items i ON i.prescription_id = p.id
      WHERE i.medicine_name LIKE ? OR i.brand LIKE ?
      GROUP BY i.medicine_name, i.brand, i.dosage, i.frequency, i.duration_days, i.instructions
      ORDER BY times DESC, MAX(p.id) DESC LIMIT ${String(MOST)}`,
    [doctorId, begins, begins],
  );
  return rows.map((row) => ({
    line: {
      name: row.medicine_name,
      brand: row.brand,
      dosage: row.dosage,
      frequency: row.frequency,
      days: row.duration_days,
      instructions: row.instructions,
    },
    times: row.times,
    form: null,
  }));
}
