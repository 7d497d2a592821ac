import { Temporal } from 'temporal-polyfill';
import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import { notFound } from '#shared/errors/app-error';
import type { CommandContext } from '#electron/ipc/context';
import { writeAudit } from '#electron/platform/audit';
import { type CalendarSource, calendarText, fileNameOf } from './calendar-text';
import type { ExportDeps } from './parts';

export interface CalendarDeps extends ExportDeps, CalendarSource {}

/** Calendars as files, fetched once. */
export class Calendars {
  readonly #deps: CalendarDeps;

  constructor(deps: CalendarDeps) {
    this.#deps = deps;
  }

  async file(
    { caller, db, signal }: CommandContext,
    asked: ParsedInputOf<'exports.calendar'>,
  ): Promise<AnswerOf<'exports.calendar'>> {
    const { settings, downloads } = this.#deps;
    const person = caller.session?.person;
    if (person === undefined) throw notFound('person');
    const clinic = await settings.current();
    const { from, to } = asked;
    const calendar = {
      ...asked,
      from: Temporal.PlainDate.from(from),
      to: Temporal.PlainDate.from(to),
      keptAs: null,
    };
    const { name, text, visits } = await db.read(
      (tx) => calendarText(this.#deps, tx, clinic, calendar),
      signal,
    );
    await db.write(
      (tx) =>
        writeAudit(tx, {
          actor: person,
          deskId: caller.deskId,
          action: 'exports.calendar',
          entity: 'export',
          entityId: null,
          patientId: null,
          outcome: 'viewed',
          reason: null,
          before: null,
          after: { ...asked, rows: visits },
        }),
      { signal },
    );
    const fileName = `${fileNameOf(name)}-${from}-${to}.ics`;
    const file = { body: text, type: 'text/calendar; charset=utf-8', fileName };
    return { url: downloads.offer(file, caller.windowId), fileName, events: visits };
  }
}
