import { isAbsolute } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { AnswerOf } from '#shared/contract/contract';
import type { KeptCalendarWish } from '#shared/contract/kept-calendars';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import { KeptCalendarId, type PersonKey } from '#shared/values/ids';
import type { Caller, CommandContext, QueryContext } from '#electron/ipc/context';
import type { WriteTx } from '#electron/mysql/transactions';
import { type AuditEntry, writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import type { Logger } from '#electron/platform/logger';
import { nameOfPerson } from '#electron/platform/people';
import { calendarName, fileNameOf } from '../calendar-text';
import type { CalendarDeps } from '../calendars';
import { removeFile, tryPlace } from './file';
import type { FolderChoice } from '#electron/platform/folder-choice';
import type { Keeper } from './keeper';
import { type KeptCalendar, deleteKept, findKept, insertKept, selectKept } from './repository';
import { troubleOf } from './trouble';

export interface KeptCalendarsParts extends CalendarDeps {
  readonly keeper: Keeper;
  readonly choice: FolderChoice;
  readonly logger: Logger;
}

function personOf({ session }: Caller): PersonKey {
  if (session === null) throw notFound('person');
  return session.person;
}

/** What the ledger keeps of a calendar: where it lies and what it tells. */
function toldOf({ folder, fileName, doctorId, daysBack, daysAhead, shows, withReason }: KeptCalendar) {
  return { folder, fileName, doctorId, daysBack, daysAhead, shows, withReason };
}

/** Which calendars this desk keeps in which folders, and how they stand. */
export class KeptCalendars {
  readonly #parts: KeptCalendarsParts;

  constructor(parts: KeptCalendarsParts) {
    this.#parts = parts;
  }

  async list({ tx, caller }: QueryContext): Promise<AnswerOf<'keptCalendars.list'>> {
    const { keeper, choice } = this.#parts;
    const calendars: AnswerOf<'keptCalendars.list'>['calendars'] = [];
    for (const kept of await selectKept(tx, caller.deskId)) {
      const { writtenAt, ...state } = keeper.stateOf(kept.id);
      calendars.push({
        ...kept,
        ...state,
        startedBy: await nameOfPerson(tx, kept.startedBy),
        writtenAt:
          writtenAt === null
            ? null
            : Temporal.Instant.fromEpochMilliseconds(Math.trunc(writtenAt)).toString({
                smallestUnit: 'second',
              }),
      });
    }
    return { naming: choice.naming(caller.windowId), calendars };
  }

  /** The call's own id becomes the calendar's, so that a repeated call begins nothing twice. */
  async start(
    { caller, db, requestId, signal }: CommandContext,
    wish: KeptCalendarWish,
  ): Promise<AnswerOf<'keptCalendars.start'>> {
    const { keeper, choice, settings } = this.#parts;
    const startedBy = personOf(caller);
    choice.check(caller.windowId, wish.folder);
    const clinic = await settings.current();
    const name = await db.read((tx) => calendarName(this.#parts, tx, clinic, wish.doctorId), signal);
    const kept: KeptCalendar = {
      ...wish,
      id: KeptCalendarId.parse(requestId),
      fileName: `${fileNameOf(name)}.ics`,
      startedBy,
    };
    await this.#checkPlace(kept);
    await db.write(
      async (tx) => {
        if (await insertKept(tx, caller.deskId, kept))
          await this.#note(tx, caller, 'start', { before: null, after: toldOf(kept) });
      },
      { signal },
    );
    const { trouble } = await keeper.write(kept.id);
    return { fileName: kept.fileName, trouble };
  }

  async writeNow({ caller, db, signal }: CommandContext, id: KeptCalendarId) {
    if ((await db.read((tx) => findKept(tx, caller.deskId, id), signal)) === null)
      throw notFound('kept_calendar');
    const { trouble } = await this.#parts.keeper.write(id);
    return { trouble };
  }

  async stop(
    { caller, db, signal }: CommandContext,
    id: KeptCalendarId,
    withFile: boolean,
  ): Promise<AnswerOf<'keptCalendars.stop'>> {
    const kept = await db.write(
      async (tx) => {
        const found = await findKept(tx, caller.deskId, id);
        if (found === null || !(await deleteKept(tx, caller.deskId, id))) throw notFound('kept_calendar');
        await this.#note(tx, caller, 'stop', { before: toldOf(found), after: { removeFile: withFile } });
        return found;
      },
      { signal },
    );
    // What was under way has ended then, and nothing writes the file again.
    await this.#parts.keeper.write(id);
    if (!withFile) return { file: 'stays' };
    try {
      await removeFile(kept.folder, kept.fileName, id);
      return { file: 'removed' };
    } catch (error) {
      this.#parts.logger.error('the file of a calendar could not be removed', error);
      return { file: 'not_removed' };
    }
  }

  async #checkPlace({ folder, fileName, id }: KeptCalendar): Promise<void> {
    if (!isAbsolute(folder)) throw ruleBroken('folder_not_there', { folder });
    try {
      await tryPlace(folder, fileName, id);
    } catch (error) {
      switch (troubleOf(error)) {
        case 'folder_gone':
          throw ruleBroken('folder_not_there', { folder });
        case 'not_ours':
          throw ruleBroken('calendar_file_there', { name: fileName });
        default:
          throw ruleBroken('folder_not_writable', { folder });
      }
    }
  }

  async #note(
    tx: WriteTx,
    caller: Caller,
    what: 'start' | 'stop',
    change: Pick<AuditEntry, 'before' | 'after'>,
  ): Promise<void> {
    await writeAudit(tx, {
      actor: personOf(caller),
      deskId: caller.deskId,
      action: `keptCalendars.${what}`,
      entity: 'kept_calendar',
      entityId: null,
      patientId: null,
      outcome: 'done',
      reason: null,
      ...change,
    });
    await writeFeed(tx, { area: 'desks', entityId: null });
  }
}
