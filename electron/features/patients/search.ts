import type { PatientSummary } from '#shared/contract/patients';
import { searchPlan, type SearchPlan } from '#shared/domain/search-words';
import { invalid } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { summaryOf } from './projection';
import { countMatches, type Place, searchTokens } from './repository';

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

function compareNames(a: PatientSummary, b: PatientSummary): number {
  return (
    byName.compare(`${a.firstName} ${a.lastName ?? ''}`, `${b.firstName} ${b.lastName ?? ''}`) || a.id - b.id
  );
}

/**
 * Finds patients by beginnings of words and numbers. Pages follow the order of the rarest term's tokens
 * (`kumar` before `kumari`), which is the one order that needs no sorting of ten thousand names at each
 * keystroke; within a page it is by name.
 */
export async function searchPatients(
  tx: ReadTx,
  typed: string,
  after: string | null,
  limit: number,
): Promise<Found> {
  const plan = searchPlan(typed);
  if (plan === null) return NOBODY;
  const place = parsePlace(after, plan);
  const start = place?.start ?? (await rarest(tx, plan.starts));
  if (start === null) return NOBODY;
  const others = [...plan.starts.filter((_, at) => at !== start), ...plan.others];
  const found = await searchTokens(tx, plan.starts[start] ?? '', others, place, limit + 1);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(summaryOf).sort(compareNames),
    next: last === undefined ? null : `${String(start)}.${String(last.id)}.${last.token}`,
  };
}
