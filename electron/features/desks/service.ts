import { notFound } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import type { Logger } from '#electron/platform/logger';
import { utcStamp } from '#electron/platform/stamps';
import { type DeskRow, announceDesk, lockDesk, renameDesk, selectDesk } from './repository';

const BEAT_MS = 60_000;
/** The columns' lengths. */
const NAME_LENGTH = 100;
const VERSION_LENGTH = 40;

export interface DeskParts {
  readonly db: Database;
  readonly deskId: string;
  /** What the desk is called until somebody renames it. */
  readonly deskName: string;
  readonly appVersion: string;
  readonly logger: Logger;
}

interface DeskView {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly lastSeen: string;
}

function viewOf(row: DeskRow): DeskView {
  return { id: row.id, name: row.name, version: row.version, lastSeen: utcStamp(row.last_seen) };
}

function cut(value: string, length: number): string {
  return Array.from(value).slice(0, length).join('');
}

/** The workstations of the clinic, and this one among them. */
export class DeskService {
  readonly #parts: DeskParts;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Registers this desk or notes that it is still here; a server that is away is told at the next beat. */
  async announce(): Promise<void> {
    const { db, deskId, deskName, appVersion, logger } = this.#parts;
    try {
      await db.write(async (tx) => {
        const name = cut(deskName, NAME_LENGTH);
        const isNew = await announceDesk(tx, deskId, name, cut(appVersion, VERSION_LENGTH));
        if (isNew) await writeFeed(tx, { area: 'desks', entityId: null });
      });
    } catch (error) {
      logger.error('the desk could not be announced', error);
    }
  }

  /** Announces now and every minute. */
  start(): void {
    void this.announce();
    this.#timer = setInterval(() => void this.announce(), BEAT_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async current(tx: ReadTx, deskId: string): Promise<DeskView> {
    const row = await selectDesk(tx, deskId);
    if (!row) throw notFound('desk');
    return viewOf(row);
  }

  /** Renames the desk of the person who asks. */
  async rename({ tx, person }: MutationContext, name: string): Promise<DeskView> {
    const before = await lockDesk(tx, person.deskId);
    if (!before) throw notFound('desk');
    await renameDesk(tx, person.deskId, name);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: 'desks.rename',
      entity: 'desk',
      entityId: null,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: { name: before.name },
      after: { name },
    });
    await writeFeed(tx, { area: 'desks', entityId: null });
    return viewOf({ ...before, name });
  }
}
