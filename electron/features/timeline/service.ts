import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import type { DocumentDto } from '#shared/contract/documents';
import type { SessionDto } from '#shared/contract/session';
import type { ClinicSettings } from '#shared/contract/settings';
import { TIMELINE_KINDS, type TimelineKind } from '#shared/contract/timeline';
import type { DocumentDocument } from '#electron/mongo/collections';
import type { Mongo } from '#electron/mongo/connection';
import type { ReadTx } from '#electron/mysql/transactions';
import type { ReadChart } from '#electron/platform/charts';
import { utcStamp } from '#electron/platform/stamps';
import { type Told, linesOf } from '#electron/platform/timeline/lines';
import { ROW_STREAMS, type RowStream } from '#electron/platform/timeline/streams';
import { nextDocuments, placeOfDocument } from './documents';
import { keptLines, keyOf } from './kept';
import { type Sought, keysOf } from './keys-repository';
import { namesFor } from './names-repository';
import { type Place, cursorAt, nearest, placeIn } from './place';

export interface TimelineParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly mongo: Pick<Mongo, 'collections' | 'state'>;
  readonly readable: ReadChart;
  /** Files as screens see them, in the order in which they came. */
  readonly shownDocuments: (
    tx: ReadTx,
    rows: readonly DocumentDocument[],
  ) => Promise<z.input<typeof DocumentDto>[]>;
}

type Answer = AnswerOf<'timeline.page'>;

/** More words than this are a sentence: nobody looks for one. */
const MOST_WORDS = 8;

const STREAMS_OF: Readonly<Record<TimelineKind, readonly RowStream[]>> = {
  visit: ['visit'],
  prescription: ['prescription'],
  note: ['note', 'addendum'],
  vitals: ['vitals'],
  paper: ['paper'],
  payment: ['payment'],
  document: [],
};

function wordsIn(text: string): string[] {
  return [...new Set(text.normalize('NFC').split(/\s+/u).filter(Boolean))].slice(0, MOST_WORDS);
}

function instant(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' });
}

/** What happened with a patient: in MySQL's order, told as MongoDB keeps it where that is as MySQL stands. */
export class Timeline {
  readonly #parts: TimelineParts;

  constructor(parts: TimelineParts) {
    this.#parts = parts;
  }

  /** A page: where the next entries of each kind stand first, then what the nearest of them say. */
  async page(tx: ReadTx, session: SessionDto, input: ParsedInputOf<'timeline.page'>): Promise<Answer> {
    const { patientId, limit } = input;
    const { records, openUntil } = await this.#parts.readable(tx, session, patientId);
    const sought: Sought = {
      records,
      words: wordsIn(input.text),
      after: placeIn(input.after),
      limit: limit + 1,
      timeZone: (await this.#parts.settings.current()).timeZone,
    };
    const kinds = input.kinds.length === 0 ? TIMELINE_KINDS : input.kinds;
    const streams = [...new Set(kinds.flatMap((kind) => STREAMS_OF[kind]))];
    const [found, documents] = await Promise.all([
      keysOf(tx, streams, sought),
      kinds.includes('document') ? this.#documents(sought) : [],
    ]);
    const files = (documents ?? []).map(placeOfDocument).values();
    const places = nearest([...found, files], sought.limit);
    const shown = places.slice(0, limit);
    const last = shown.at(-1);
    return {
      patientId: records[0] ?? patientId,
      openUntil: openUntil === null ? null : utcStamp(openUntil),
      items: await this.#entries(tx, shown, documents ?? [], sought.words[0] ?? ''),
      next: places.length > limit && last ? cursorAt(last) : null,
      documents: documents === null ? 'away' : 'read',
    };
  }

  /** Null while MongoDB is away; once that is known, nobody waits for it. */
  async #documents(sought: Sought): Promise<readonly DocumentDocument[] | null> {
    const { mongo } = this.#parts;
    return mongo.state() === 'down' ? null : nextDocuments(mongo.collections, sought);
  }

  async #entries(
    tx: ReadTx,
    places: readonly Place[],
    documents: readonly DocumentDocument[],
    word: string,
  ): Promise<Answer['items']> {
    const rows = await this.#told(tx, places, word);
    const nameOf = await namesFor(
      tx,
      [...rows.values()].map(({ whose }) => whose),
    );
    const files = documents.filter(({ _id }) => places.some(({ id }) => id === _id));
    const shown = new Map(
      (await this.#parts.shownDocuments(tx, files)).map((document) => [document.id, document]),
    );
    // What was taken away between the two looks is left out.
    return places.flatMap((place): Answer['items'] => {
      const at = instant(place.at);
      const document = typeof place.id === 'string' ? shown.get(place.id) : undefined;
      if (document) return [{ kind: 'document', by: document.uploaded.by, at, document }];
      const told = rows.get(keyOf(place));
      return told ? [{ ...told.line, by: nameOf(told.whose), at }] : [];
    });
  }

  /** What the rows at these places say: as the copy has it, and what it has not in their version as MySQL has it. */
  async #told(tx: ReadTx, places: readonly Place[], word: string): Promise<ReadonlyMap<string, Told>> {
    const keys = ROW_STREAMS.flatMap((stream) =>
      places.flatMap(({ stream: of, id }) =>
        of === stream && typeof id === 'number' ? [{ stream, id }] : [],
      ),
    );
    const { mongo } = this.#parts;
    // Of a note the copy has its beginning only, and a word may stand further on.
    const mayBeKept = word === '' && mongo.state() === 'up';
    const rows = new Map(mayBeKept ? await keptLines(tx, mongo.collections, keys) : []);
    for (const stream of ROW_STREAMS) {
      const ids = keys.filter((key) => key.stream === stream && !rows.has(keyOf(key))).map(({ id }) => id);
      for (const [id, told] of await linesOf(tx, stream, ids, word)) rows.set(keyOf({ stream, id }), told);
    }
    return rows;
  }
}
