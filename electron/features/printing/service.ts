import {
  type FailedPaper,
  PaperRequest,
  type PaperResult,
  type PaperSettings,
} from '#shared/contract/printing';
import type { PaperKind } from '#shared/domain/paper';
import { notFound } from '#shared/errors/app-error';
import type { z } from 'zod';
import type { Person } from '#electron/ipc/context';
import type { Database, ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import type { Logger } from '#electron/platform/logger';
import type { Paper, PaperTarget, Printer, Sheet } from '#electron/platform/ports';
import { utcStamp } from '#electron/platform/stamps';
import {
  deleteFailedPaper,
  failAgain,
  type FailedPaperRow,
  findFailedPaper,
  insertFailedPaper,
  patientOf,
  type PatientsPaper,
  selectFailedPapers,
} from './repository';
import { KeptPages, type KeptPagesParts } from './kept-pages';
import { paperSettingsOf } from './settings';
import { type SheetParts, Sheets } from './sheets';

export interface PrintingParts extends SheetParts, KeptPagesParts {}

export type Destination = 'printer' | 'file';

interface Failed {
  readonly request: PaperRequest;
  readonly title: string;
  readonly trouble: Extract<PaperResult, { outcome: 'failed' }>['trouble'];
  readonly printer: string | null;
  /** The row of the sheet that failed before; null for one that fails for the first time. */
  readonly since: number | null;
}

function isOff({ printer }: PaperSettings, to: Destination): boolean {
  return to === 'printer' && printer.kind === 'none';
}

function printerNamed(settings: PaperSettings): string | null {
  return settings.printer.kind === 'named' ? settings.printer.name : null;
}

function failedOf(row: FailedPaperRow): z.input<typeof FailedPaper> {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    // Our own column, written from the same union.
    trouble: row.trouble as FailedPaper['trouble'],
    printer: row.printer,
    at: utcStamp(row.failed_at),
  };
}

/** Paper from our own templates, handed to whatever prints here; what does not come out is kept. */
export class PrintingService {
  readonly #paper: Paper;
  readonly #logger: Logger;
  readonly #sheets: Sheets;
  readonly #pages: KeptPages;

  constructor(parts: PrintingParts) {
    this.#paper = parts.paper;
    this.#logger = parts.logger;
    this.#sheets = new Sheets(parts);
    this.#pages = new KeptPages(parts);
  }

  /** Lays one sheet out as this desk has it and sends it there. */
  async print(db: Database, person: Person, request: PaperRequest, to: Destination): Promise<PaperResult> {
    return this.#print(db, person, request, to, null);
  }

  /** Nothing of a patient's, so a test that fails is told and not kept. */
  async testPage(
    person: Person,
    kind: PaperKind,
    settings: PaperSettings,
    to: Destination,
  ): Promise<PaperResult> {
    const sheet = await this.#sheets.testPage(kind, settings);
    const result = await this.#deliver(sheet, settings, to, person.windowId);
    return result;
  }

  printers(): Promise<readonly Printer[] | null> {
    return this.#paper.printers();
  }

  async failed(tx: ReadTx, deskId: string): Promise<z.input<typeof FailedPaper>[]> {
    return (await selectFailedPapers(tx, deskId)).map(failedOf);
  }

  /** A failed sheet once more; it is kept until it has come out or was thrown away. */
  async again(db: Database, person: Person, id: number, to: Destination): Promise<PaperResult> {
    const row = await db.read((tx) => findFailedPaper(tx, person.deskId, id));
    if (!row) throw notFound('paper');
    const request = PaperRequest.parse(JSON.parse(row.request));
    const result = await this.#print(db, person, request, to, id);
    if (result.outcome === 'printed' || result.outcome === 'open') {
      await db.write((tx) => this.#drop(tx, person.deskId, id));
    }
    return result;
  }

  async forget(tx: WriteTx, deskId: string, id: number): Promise<void> {
    if (!(await this.#drop(tx, deskId, id))) throw notFound('paper');
  }

  async #drop(tx: WriteTx, deskId: string, id: number): Promise<boolean> {
    const wasThere = await deleteFailedPaper(tx, deskId, id);
    if (wasThere) await writeFeed(tx, { area: 'desks', entityId: null });
    return wasThere;
  }

  async #print(
    db: Database,
    person: Person,
    request: PaperRequest,
    to: Destination,
    since: number | null,
  ): Promise<PaperResult> {
    const { settings, sheet } = await db.read(async (tx) => {
      const settings = await paperSettingsOf(tx, person.deskId, request.kind);
      return {
        settings,
        sheet: await this.#sheets.sheetOf(tx, request, settings, person.session),
      };
    });
    if (request.kind === 'prescription')
      await noteView(db, person, { kind: request.kind, entity: 'prescription', id: request.prescriptionId });
    if (request.kind === 'medicalPaper')
      await noteView(db, person, { kind: request.kind, entity: 'medical_paper', id: request.paperId });
    if (request.kind === 'visitSheet')
      await noteView(db, person, { kind: request.kind, entity: 'appointment', id: request.appointmentId });
    const result = await this.#send(sheet, settings, to, person.windowId);
    if (result.outcome !== 'failed') return result;
    const { trouble, printer } = result;
    const kept = await this.#keep(db, person, { request, title: sheet.title, trouble, printer, since });
    return { ...result, kept };
  }

  /** A page that is kept goes out as it was first laid out; its file is made by whoever can, after what is printed. */
  async #send(
    sheet: Sheet,
    settings: PaperSettings,
    to: Destination,
    windowId: string,
  ): Promise<PaperResult> {
    if (isOff(settings, to)) return { outcome: 'off' };
    const first = await this.#pages.first(sheet);
    if (to === 'file') return this.#deliver(await this.#pages.withPdf(first), settings, to, windowId);
    const result = await this.#deliver(first, settings, to, windowId);
    if (result.outcome === 'printed') await this.#pages.withPdf(first);
    return result;
  }

  async #deliver(
    sheet: Sheet,
    settings: PaperSettings,
    to: Destination,
    windowId: string,
  ): Promise<PaperResult> {
    if (isOff(settings, to)) return { outcome: 'off' };
    const printer = printerNamed(settings);
    const target: PaperTarget = to === 'file' ? { kind: 'file' } : { kind: 'printer', name: printer };
    const outcome = await this.#paper.deliver(sheet, target, windowId);
    return outcome.outcome === 'failed' ? { ...outcome, printer, kept: false } : outcome;
  }

  /** That it cannot be kept is told beside the trouble, and does not hide it. */
  async #keep(db: Database, person: Person, failed: Failed): Promise<boolean> {
    const { request, since, trouble, printer } = failed;
    try {
      await db.write(async (tx) => {
        if (since === null) {
          await insertFailedPaper(tx, {
            deskId: person.deskId,
            kind: request.kind,
            request: JSON.stringify(request),
            title: Array.from(failed.title).slice(0, 255).join(''),
            trouble,
            printer,
            person: person.key,
          });
        } else {
          await failAgain(tx, since, trouble, printer);
        }
        await writeFeed(tx, { area: 'desks', entityId: null });
      });
      return true;
    } catch (error) {
      this.#logger.error('a failed sheet could not be kept', error);
      return false;
    }
  }
}

/** A page of a patient's that leaves on paper is a view of it. */
async function noteView(
  db: Database,
  person: Person,
  { kind, entity, id }: { readonly kind: PaperKind; readonly entity: PatientsPaper; readonly id: number },
): Promise<void> {
  await db.write(async (tx) => {
    const patientId = await patientOf(tx, entity, id);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: `printing.${kind}`,
      entity,
      entityId: id,
      patientId,
      outcome: 'viewed',
      reason: null,
      before: null,
      after: null,
    });
  });
}
