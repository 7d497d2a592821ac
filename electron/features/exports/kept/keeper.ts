import { Temporal } from 'temporal-polyfill';
import type { ChangedEvent, FeedArea } from '#shared/contract/events';
import type { KeptTrouble } from '#shared/contract/kept-calendars';
import { clinicNow } from '#shared/domain/clinic-now';
import type { KeptCalendarId } from '#shared/values/ids';
import type { Logger } from '#electron/platform/logger';
import { serverNow } from '#electron/platform/server-now';
import { utcStamp } from '#electron/platform/stamps';
import { calendarText } from '../calendar-text';
import type { CalendarDeps } from '../calendars';
import { putFile, sweepDrafts } from './file';
import { OneAtATime } from './one-at-a-time';
import { findKept, selectKept } from './repository';
import { troubleOf } from './trouble';

/** Changes that come within this time of each other are written together. */
const GATHER_MS = 2_000;
/** How often it is looked whether a day has begun, and tried again what failed. */
const LOOK_MS = 60_000;
/** What an event of a calendar is made from. */
const AREAS: ReadonlySet<FeedArea> = new Set(['appointments', 'patients', 'doctors', 'settings']);

/** How a kept calendar stands, as far as this start of the program has seen. */
export interface KeptState {
  /** Milliseconds since the epoch. */
  readonly writtenAt: number | null;
  readonly events: number | null;
  readonly trouble: KeptTrouble | null;
}

const UNSEEN: KeptState = { writtenAt: null, events: null, trouble: null };

export interface KeeperParts extends CalendarDeps {
  readonly deskId: string;
  readonly logger: Logger;
  /** Tells this desk's windows that a calendar stands otherwise. */
  readonly told: () => void;
}

/** Keeps the files of this desk's calendars as the database is. */
export class Keeper {
  readonly #parts: KeeperParts;
  readonly #states = new Map<KeptCalendarId, KeptState>();
  readonly #turns = new Map<KeptCalendarId, OneAtATime>();
  readonly #all = new OneAtATime(() => this.#writeAll());
  #soon: NodeJS.Timeout | null = null;
  #look: NodeJS.Timeout | null = null;
  /** The clinic's day that the files reach from, by the server's clock. */
  #day: string | null = null;
  #isStopped = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** Writes what has changed since the desk last ran, and keeps on. */
  start(): void {
    this.#writeSoon();
    this.#look = setInterval(() => void this.#lookAgain(), LOOK_MS).unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#soon) clearTimeout(this.#soon);
    if (this.#look) clearInterval(this.#look);
    await Promise.all([this.#all, ...this.#turns.values()].map((work) => work.run()));
  }

  /** The feed told of a change. */
  changed(event: ChangedEvent): void {
    if (event.scope === 'all' || AREAS.has(event.area)) this.#writeSoon();
  }

  stateOf(id: KeptCalendarId): KeptState {
    return this.#states.get(id) ?? UNSEEN;
  }

  /** Brings one file up to date; when it ends, no older writing is under way. */
  async write(id: KeptCalendarId): Promise<KeptState> {
    let turn = this.#turns.get(id);
    if (!turn) {
      turn = new OneAtATime(() => this.#writeOne(id));
      this.#turns.set(id, turn);
    }
    await turn.run();
    return this.stateOf(id);
  }

  #writeSoon(): void {
    if (this.#isStopped) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      void this.#all.run();
    }, GATHER_MS).unref();
  }

  async #lookAgain(): Promise<void> {
    const { clock, settings, logger } = this.#parts;
    try {
      const today = clinicNow(clock.now(), (await settings.current()).timeZone).slice(0, 10);
      const failed = [...this.#states.values()].some(({ trouble }) => trouble !== null);
      if (today !== this.#day || failed) this.#writeSoon();
    } catch (error) {
      logger.error('it could not be seen whether kept calendars are of today', error);
    }
  }

  async #writeAll(): Promise<void> {
    if (this.#isStopped) return;
    const { db, deskId, logger } = this.#parts;
    try {
      const [now, kept] = await db.read(
        async (tx) => [await serverNow(tx), await selectKept(tx, deskId)] as const,
      );
      this.#day = await this.#dayAt(now);
      for (const id of this.#states.keys()) if (!kept.some((one) => one.id === id)) this.#forget(id);
      await Promise.all(kept.map(({ id }) => this.write(id)));
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble !== 'database_away') logger.error('kept calendars could not be looked up', error);
      for (const id of this.#states.keys()) this.#note(id, { trouble });
    }
  }

  async #dayAt(now: string): Promise<string> {
    const { timeZone } = await this.#parts.settings.current();
    return clinicNow(Temporal.Instant.from(utcStamp(now)).epochMilliseconds, timeZone).slice(0, 10);
  }

  async #writeOne(id: KeptCalendarId): Promise<void> {
    if (this.#isStopped) return;
    const { db, deskId, settings, clock, logger } = this.#parts;
    try {
      const clinic = await settings.current();
      const found = await db.read(async (tx) => {
        const kept = await findKept(tx, deskId, id);
        if (kept === null) return null;
        const today = Temporal.PlainDate.from(await this.#dayAt(await serverNow(tx)));
        const calendar = await calendarText(this.#parts, tx, clinic, {
          ...kept,
          from: today.subtract({ days: kept.daysBack }),
          to: today.add({ days: kept.daysAhead }),
          keptAs: id,
        });
        return { kept, calendar };
      });
      if (found === null) {
        this.#forget(id);
        return;
      }
      const { kept, calendar } = found;
      if (!this.#states.has(id)) await sweepDrafts(kept.folder, kept.fileName);
      const untouched = await putFile(kept.folder, kept.fileName, id, calendar.text);
      const known = this.stateOf(id).writtenAt;
      const writtenAt = untouched === null ? clock.now() : (known ?? untouched.writtenAt);
      this.#note(id, { writtenAt, events: calendar.visits, trouble: null });
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'other' && this.stateOf(id).trouble !== 'other')
        logger.error('a kept calendar could not be written', error);
      this.#note(id, { trouble });
    }
  }

  #note(id: KeptCalendarId, seen: Partial<KeptState>): void {
    const before = this.stateOf(id);
    const after = { ...before, ...seen };
    this.#states.set(id, after);
    if (before.writtenAt !== after.writtenAt || before.trouble !== after.trouble) this.#parts.told();
  }

  #forget(id: KeptCalendarId): void {
    this.#states.delete(id);
    this.#turns.delete(id);
  }
}
