import type { z } from 'zod';
import { PresenceDto } from '#shared/contract/desks';
import type { Person } from '#electron/ipc/context';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import { writeFeed } from '#electron/platform/feed';
import type { Logger } from '#electron/platform/logger';
import {
  type PresenceKey,
  type PresenceRow,
  deleteExpired,
  deletePresence,
  selectExpired,
  selectOwnMode,
  selectPresent,
  upsertPresence,
} from './repository';

/** After this long without a word somebody is taken to have left. */
const LIFETIME_SECONDS = 20;
const SWEEP_MS = 5_000;

type Subject = PresenceDto['subject'];
type View = z.input<typeof PresenceDto>;

function keyOf(person: Person, subject: Subject): PresenceKey {
  return { deskId: person.deskId, person: person.key, what: `${subject.kind}:${String(subject.id)}` };
}

function idOf(what: string): number {
  return Number(what.slice(what.indexOf(':') + 1));
}

function viewOf(row: PresenceRow, person: Person): View[] {
  const parsed = PresenceDto.safeParse({
    subject: { kind: row.what.slice(0, row.what.indexOf(':')), id: idOf(row.what) },
    mode: row.mode,
    displayName: row.display_name,
    deskName: row.desk_name,
    mine: row.desk_id === person.deskId && row.person === person.key,
  });
  // A newer program may say more than this one knows.
  return parsed.success ? [parsed.data] : [];
}

/** Who has what open at which desk. It never refuses a save; it only tells. */
export class PresenceService {
  readonly #db: Database;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Database, logger: Logger) {
    this.#db = db;
    this.#logger = logger;
  }

  /** Says so for another 20 s; other desks are told only when something is new about it. */
  async touch(person: Person, subject: Subject, mode: PresenceDto['mode']): Promise<void> {
    const key = keyOf(person, subject);
    await this.#db.write(async (tx) => {
      const before = await selectOwnMode(tx, key);
      await upsertPresence(tx, key, mode, LIFETIME_SECONDS);
      if (before === mode) return;
      await writeFeed(tx, { area: 'presence', entityId: subject.id });
    });
  }

  async leave(person: Person, subject: Subject): Promise<void> {
    await this.#db.write(async (tx) => {
      const gone = await deletePresence(tx, keyOf(person, subject));
      if (gone) await writeFeed(tx, { area: 'presence', entityId: subject.id });
    });
  }

  async list(tx: ReadTx, person: Person): Promise<View[]> {
    return (await selectPresent(tx)).flatMap((row) => viewOf(row, person));
  }

  /** Takes away what has expired and tells the desks, whose lists have no clock of their own. */
  async sweep(): Promise<void> {
    const expired = await this.#db.read(selectExpired);
    if (expired.length === 0) return;
    await this.#db.write(async (tx) => {
      for (const key of expired) {
        const gone = await deleteExpired(tx, key);
        if (gone) await writeFeed(tx, { area: 'presence', entityId: idOf(key.what) });
      }
    });
  }

  /** Sweeps every few seconds. */
  start(): void {
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.#logger.error('expired presence could not be swept', error);
      });
    }, SWEEP_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}
