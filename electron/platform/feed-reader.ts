import type { ReadTx } from '#electron/mysql/transactions';

export interface FeedRow {
  readonly id: number;
  readonly area: string;
  readonly entity_id: number | null;
  readonly doctor_id: number | null;
  readonly date_from: string | null;
  readonly date_to: string | null;
  readonly kind: string;
}

/** One row of each answer: the newest id, the server's name in `kind`, and its clock. */
interface HeadRow {
  readonly id: number | null;
  readonly area: null;
  readonly kind: string;
  readonly now: string;
}

/** Further behind than this, asking for everything again is cheaper. */
const MOST_BEHIND = 500;
/** So many ids below the newest are watched for commits that land late. */
const MOST_GAPS = 512;
/** No transaction lives over 30 s; an id still missing after twice that was rolled back. */
const GAP_SECONDS = 60;
/** Feed rows live 48 h: who was away longer than this may have missed some. */
const AWAY_SECONDS = 47 * 3600;

const POLL = `
  (SELECT MAX(id) AS id, NULL AS area, NULL AS entity_id, NULL AS doctor_id, NULL AS date_from, NULL AS date_to,
          @@server_uuid AS kind, UNIX_TIMESTAMP(UTC_TIMESTAMP()) AS now FROM feed)
  UNION ALL
  (SELECT id, area, entity_id, doctor_id, date_from, date_to, kind, NULL
   FROM feed WHERE id > ? ORDER BY id LIMIT ${String(MOST_BEHIND + 1)})
  UNION ALL
  (SELECT STRAIGHT_JOIN f.id, f.area, f.entity_id, f.doctor_id, f.date_from, f.date_to, f.kind, NULL
   FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS missing JOIN feed f ON f.id = missing.id)`;

function isHead(row: HeadRow | FeedRow): row is HeadRow {
  return row.area === null;
}

interface Place {
  readonly server: string;
  /** The newest id seen. */
  cursor: number;
  /** Server clock of the last answer, in seconds. */
  at: number;
}

/**
 * Follows table `feed` by id with one light query a poll. Ids are given before commit, so lower ones can
 * land after higher ones: missing ids are asked for again until they must have been rolled back.
 */
export class FeedReader {
  #place: Place | null = null;
  /** Missing id → server second it was first missed. */
  readonly #gaps = new Map<number, number>();

  /** The newest id that was read; null before the first answer. */
  get cursor(): number | null {
    return this.#place?.cursor ?? null;
  }

  /** What is new since the last call, or `all` when that cannot be told row by row. */
  async poll(tx: ReadTx): Promise<readonly FeedRow[] | 'all'> {
    const answer = await tx.select<HeadRow | FeedRow>(POLL, [
      this.#place?.cursor ?? Number.MAX_SAFE_INTEGER,
      JSON.stringify([...this.#gaps.keys()]),
    ]);
    const head = answer.find(isHead);
    if (!head) throw new Error('the feed gave no head');
    const now = Number(head.now);
    const newest = head.id;
    const rows = answer.filter((row) => !isHead(row));
    const place = this.#place;
    if (!place || this.#lostTrack(place, head.kind, newest, now, rows)) {
      await this.#startAt(tx, head.kind, newest ?? 0, now);
      return 'all';
    }
    this.#take(place, rows, now);
    return rows;
  }

  #lostTrack(
    place: Place,
    server: string,
    newest: number | null,
    now: number,
    rows: readonly FeedRow[],
  ): boolean {
    return (
      server !== place.server ||
      (newest !== null && newest < place.cursor) ||
      now - place.at > AWAY_SECONDS ||
      rows.filter((row) => row.id > place.cursor).length > MOST_BEHIND
    );
  }

  #take(place: Place, rows: readonly FeedRow[], now: number): void {
    for (const row of rows) this.#gaps.delete(row.id);
    for (const [id, since] of this.#gaps) if (now - since > GAP_SECONDS) this.#gaps.delete(id);
    const seen = new Set(rows.map((row) => row.id));
    const newest = Math.max(place.cursor, ...seen);
    this.#watch(Math.max(place.cursor, newest - MOST_GAPS), newest, seen, now);
    place.cursor = newest;
    place.at = now;
  }

  async #startAt(tx: ReadTx, server: string, newest: number, now: number): Promise<void> {
    this.#gaps.clear();
    this.#place = { server, cursor: newest, at: now };
    const from = Math.max(0, newest - MOST_GAPS);
    const there = await tx.select<{ readonly id: number }>(
      'SELECT id FROM feed WHERE id > ? AND id <= ? ORDER BY id',
      [from, newest],
    );
    this.#watch(from, newest, new Set(there.map((row) => row.id)), now);
  }

  /** Notes the ids in (from, to] that are not there; the lowest give way when they are too many. */
  #watch(from: number, to: number, there: ReadonlySet<number>, now: number): void {
    for (let id = from + 1; id <= to; id += 1) if (!there.has(id)) this.#gaps.set(id, now);
    for (const id of this.#gaps.keys()) {
      if (this.#gaps.size <= MOST_GAPS) break;
      this.#gaps.delete(id);
    }
  }
}
