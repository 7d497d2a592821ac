import type { PatientSummary } from '#shared/contract/patients';
import { amongRemoved, joinedPlan, searchPlan, type SearchPlan } from '#shared/domain/search-plan';
import { invalid } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { summaryOf } from './projection';
import { countMatches, type FoundRow, type Place, searchTokens } from './search-repository';

/** Counting further than this would not change which term is read first. */
const COUNT_UP_TO = 2_000;

interface SearchPlace extends Place {
  /** Which of the plan's starts the first page was read by. */
  readonly start: number;
}

const PLACE = /^(\d)\.([1-9]\d{0,9})\.(.+)$/su;

function parsePlace(after: string | null, plan: SearchPlan): SearchPlace | null {
  if (after === null) return null;
  const [, start, id, token] = PLACE.exec(after) ?? [];
  if (token === undefined || Number(start) >= plan.starts.length) throw invalid('after', 'invalid');
  return { start: Number(start), id: Number(id), token };
}

/** The start that fewest tokens have; null when one of them is nobody's. */
async function rarest(tx: ReadTx, starts: readonly string[]): Promise<number | null> {
  if (starts.length === 1) return 0;
  const counts = await countMatches(tx, starts, COUNT_UP_TO);
  const fewest = Math.min(...counts);
  return fewest === 0 ? null : counts.indexOf(fewest);
}

interface Found {
  readonly items: PatientSummary[];
  readonly next: string | null;
}

const NOBODY: Found = { items: [], next: null };

const byName = new Intl.Collator('und', { sensitivity: 'base', numeric: true });

function nameOf(row: FoundRow): string {
  return `${row.first_name} ${row.last_name ?? ''}`;
}

/** The order of the pages' own; by name where it leaves the choice, as with a family's phone. */
function compareFound(a: FoundRow, b: FoundRow): number {
  if (a.token !== b.token) return a.token < b.token ? -1 : 1;
  return byName.compare(nameOf(a), nameOf(b)) || a.id - b.id;
}

export interface Wanted {
  readonly after: string | null;
  readonly limit: number;
  /** Only patients who have been removed, instead of all others. */
  readonly removed: boolean;
}

/**
 * Finds patients by beginnings of words and numbers. The order is that of the rarest term's tokens, on every
 * page and over all of them: the very word first (`kumar`), by name, then what only begins with it (`kumari`).
 * Two names that nobody has are looked for as one word.
 */
export async function searchPatients(tx: ReadTx, typed: string, wanted: Wanted): Promise<Found> {
  const plan = searchPlan(typed);
  if (plan === null) return NOBODY;
  const found = await searchBy(tx, plan, wanted);
  const joined = found.items.length === 0 && wanted.after === null ? joinedPlan(typed) : null;
  return joined === null ? found : searchBy(tx, joined, wanted);
}

async function searchBy(tx: ReadTx, found: SearchPlan, { after, limit, removed }: Wanted): Promise<Found> {
  const plan = removed ? amongRemoved(found) : found;
  const place = parsePlace(after, plan);
  const start = place?.start ?? (await rarest(tx, plan.starts));
  if (start === null) return NOBODY;
  const others = [...plan.starts.filter((_, at) => at !== start), ...plan.others];
  const rows = await searchTokens(tx, plan.starts[start] ?? '', others, place, limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).sort(compareFound).map(summaryOf),
    next: last === undefined ? null : `${String(start)}.${String(last.id)}.${last.token}`,
  };
}
