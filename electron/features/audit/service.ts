import { Temporal } from 'temporal-polyfill';
import type { AuditEntry, AuditLine, AuditLooking } from '#shared/contract/audit';
import { Refusal, invalid, notFound } from '#shared/errors/app-error';
import type { AnswerOf } from '#shared/contract/contract';
import type { ClinicDate } from '#shared/values/wall-clock';
import type { CommandContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import {
  type AuditPlace,
  type AuditSearch,
  type EntryRow,
  type Found,
  type LineRow,
  findEntries,
  findLines,
  selectDesks,
  selectEntry,
  selectPeople,
} from './repository';

/** Filters that no one index answers together: so many rows are looked at for one page, some 100 ms. */
const MOST_LOOKED_AT = 20_000;

export interface AuditParts {
  readonly settings: { current(): Promise<{ readonly timeZone: string }> };
  /** For tests: how many rows are looked at for one page. */
  readonly mostLookedAt?: number;
}

const PLACE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) ([1-9]\d{0,15})$/;

function placeIn(cursor: string | null): AuditPlace | null {
  if (cursor === null) return null;
  const [, at, id] = PLACE.exec(cursor) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(`${at.replace(' ', 'T')}Z`)))
    throw invalid('after', 'invalid');
  return { at, id: Number(id) };
}

function cursorAt({ at, id }: AuditPlace): string {
  return `${at} ${String(id)}`;
}

function instantOf(at: string): string {
  return `${at.replace(' ', 'T')}Z`;
}

/** The day's beginning on the clinic's wall as the column writes it, in UTC. */
function beginningOf(date: ClinicDate, timeZone: string, daysLater: number): string {
  return Temporal.PlainDate.from(date)
    .add({ days: daysLater })
    .toZonedDateTime(timeZone)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })
    .replace('T', ' ')
    .replace('Z', '');
}

function lineOf(row: LineRow): Omit<AuditLine, 'at'> & { at: string } {
  return {
    id: row.id,
    at: instantOf(row.at),
    actor: row.actor,
    actorName: row.actor_name,
    deskId: row.desk_id,
    deskName: row.desk_name,
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    patientId: row.patient_id,
    patientName: row.patient_name,
    outcome: row.outcome,
    reason: row.reason,
  };
}

type Json = AuditEntry['before'];

/** JSON columns come parsed from the driver, or as text under another cast. */
function jsonOf(column: unknown): Json {
  // The column holds JSON, whatever its shape; dispatch parses the answer.
  return (typeof column === 'string' ? JSON.parse(column) : column) as Json;
}

function entryOf(row: EntryRow) {
  return { ...lineOf(row), before: jsonOf(row.before_json), after: jsonOf(row.after_json) };
}

function pageOf<Row extends AuditPlace, Item>(
  { rows, edge }: Found<Row>,
  limit: number,
  item: (row: Row) => Item,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length > limit && last) return { items: shown.map(item), next: cursorAt(last), lookedTo: null };
  return {
    items: shown.map(item),
    next: edge ? cursorAt(edge) : null,
    lookedTo: edge ? instantOf(edge.at) : null,
  };
}

/** Who did what: looked through page by page, with bounded work for any filters. */
export class AuditService {
  readonly #parts: AuditParts;
  readonly #most: number;

  constructor(parts: AuditParts) {
    this.#parts = parts;
    this.#most = parts.mostLookedAt ?? MOST_LOOKED_AT;
  }

  async page(tx: ReadTx, looking: AuditLooking): Promise<AnswerOf<'audit.page'>> {
    const found = await findLines(tx, await this.#searchOf(looking), looking.limit, this.#most);
    return pageOf(found, looking.limit, lineOf);
  }

  async entry(tx: ReadTx, id: number): Promise<AnswerOf<'audit.entry'>> {
    const row = await selectEntry(tx, id);
    if (!row) throw notFound('audit');
    return entryOf(row);
  }

  async choices(tx: ReadTx): Promise<AnswerOf<'audit.choices'>> {
    return { people: await selectPeople(tx), desks: await selectDesks(tx) };
  }

  /** @throws Refusal UNAUTHENTICATED when nobody is signed in */
  async export(context: CommandContext, looking: AuditLooking): Promise<AnswerOf<'audit.export'>> {
    const { caller, db, signal } = context;
    const person = caller.session?.person;
    if (person === undefined)
      throw new Refusal({ code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null });
    const search = await this.#searchOf(looking);
    if (looking.after === null) {
      await db.write(
        (tx) =>
          writeAudit(tx, {
            actor: person,
            deskId: caller.deskId,
            action: 'audit.export',
            entity: null,
            entityId: null,
            patientId: looking.filters.patientId,
            outcome: 'viewed',
            reason: null,
            before: null,
            after: looking.filters,
          }),
        { signal },
      );
    }
    const found = await db.read((tx) => findEntries(tx, search, looking.limit, this.#most), signal);
    return pageOf(found, looking.limit, entryOf);
  }

  async #searchOf({ filters, order, after }: AuditLooking): Promise<AuditSearch> {
    const { timeZone } = await this.#parts.settings.current();
    const { from, to, ...equal } = filters;
    return {
      filters: equal,
      order,
      from: from && beginningOf(from, timeZone, 0),
      until: to && beginningOf(to, timeZone, 1),
      after: placeIn(after),
    };
  }
}
