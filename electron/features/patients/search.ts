import type { PatientSummary } from '#shared/contract/patients';
import { searchTerms } from '#shared/domain/search-words';
import { invalid } from '#shared/errors/app-error';
import type { ReadTx } from '#electron/mysql/transactions';
import { summaryOf } from './projection';
import { countMatches, type Place, searchTokens } from './repository';

/** Counting further than this would not change which term is read first. */
const COUNT_UP_TO = 2_000;

interface SearchPlace extends Place {
  readonly driver: number;
}

const PLACE = /^(\d)\.([1-9]\d{0,9})\.(.+)$/su;

function parsePlace(after: string | null, terms: readonly string[]): SearchPlace | null {
  if (after === null) return null;
  const [, driver, id, token] = PLACE.exec(after) ?? [];
  if (token === undefined || Number(driver) >= terms.length) throw invalid('after', 'invalid');
  return { driver: Number(driver), id: Number(id), token };
}

/** The term that fewest tokens begin with; null when one of them is nobody's. */
async function rarest(tx: ReadTx, terms: readonly string[]): Promise<number | null> {
  if (terms.length === 1) return 0;
  const counts = await countMatches(tx, terms, COUNT_UP_TO);
  const fewest = Math.min(...counts);
  return fewest === 0 ? null : counts.indexOf(fewest);
}

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
): Promise<{ items: PatientSummary[]; next: string | null }> {
  const terms = searchTerms(typed);
  const place = parsePlace(after, terms);
  const driver = terms.length === 0 ? null : (place?.driver ?? (await rarest(tx, terms)));
  const term = driver === null ? undefined : terms[driver];
  if (term === undefined) return { items: [], next: null };
  const others = terms.filter((_, at) => at !== driver);
  const found = await searchTokens(tx, term, others, place, limit + 1);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(summaryOf).sort(compareNames),
    next: last === undefined ? null : `${String(driver)}.${String(last.id)}.${last.token}`,
  };
}
