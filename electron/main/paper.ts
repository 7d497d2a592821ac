import { randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session, type WebContents } from 'electron';
import { z } from 'zod';
import { guardSession } from './guards';
import { knownPrinters, troubleWith } from './printers';
import { serveSheets } from './protocol';
import type { Logger } from '#electron/platform/logger';
import type { Paper, PaperOutcome, Sheet } from '#electron/platform/ports';
import { rollHeight, rollRule } from '#electron/platform/printing/page';
import { APP_SCHEME, onceAddress } from '#electron/shell/app-address';
import type { OneTimeFiles } from '#electron/shell/one-time-files';

/** A call has ten seconds; a print system that says nothing by then is told as a trouble. */
const SPOOL_MS = 7_000;
const MM_A_PIXEL = 25.4 / 96;
const MICRONS_A_MM = 1_000;
const MM_AN_INCH = 25.4;

/** What the inspector answers, as far as it is used here. */
const NodeAnswer = z.object({ nodeId: z.number() });
const DocumentAnswer = z.object({ root: NodeAnswer });
const BoxAnswer = z.object({ model: z.object({ height: z.number() }) });

interface LaidOut {
  readonly contents: WebContents;
  /** In millimetres, the height measured where the paper is a roll. */
  readonly width: number;
  readonly height: number;
}

/**
 * Lays each sheet out in a hidden sandboxed window without scripts. A file comes back as a one-time address,
 * which the asking window opens and the program then offers for saving (docs/adr/0021).
 */
export function windowPaper(files: OneTimeFiles, log: Logger): Paper {
  const sheets = new Map<string, string>();
  let own: Session | undefined;

  async function opened(sheet: Sheet): Promise<BrowserWindow> {
    own ??= paperSession(sheets);
    const id = randomUUID();
    sheets.set(id, sheet.html);
    const window = new BrowserWindow({
      show: false,
      title: sheet.title,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
      },
    });
    try {
      await window.loadURL(`${APP_SCHEME}://paper/${id}`);
      return window;
    } catch (cause) {
      window.destroy();
      throw cause;
    } finally {
      sheets.delete(id);
    }
  }

  async function withLaidOut<T>(sheet: Sheet, work: (paper: LaidOut) => Promise<T>): Promise<T> {
    const window = await opened(sheet);
    try {
      return await work(await measured(window.webContents, sheet));
    } finally {
      window.destroy();
    }
  }

  function pdfFrom({ contents, width, height }: LaidOut): Promise<Uint8Array> {
    return contents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      pageSize: { width: width / MM_AN_INCH, height: height / MM_AN_INCH },
    });
  }

  function asFile(body: Uint8Array, sheet: Sheet, windowId: string) {
    const fileName = `${fileNameOf(sheet.title)}.pdf`;
    const token = files.put({ body, type: 'application/pdf', fileName, windowId });
    return { outcome: 'open', url: onceAddress(token) } as const;
  }

  /** Straight to the printer, without the system's dialog. */
  function onPaper({ contents, width, height }: LaidOut, name: string | null): Promise<PaperOutcome> {
    return new Promise((resolve) => {
      const waited = setTimeout(() => resolve({ outcome: 'failed', trouble: 'no_answer' }), SPOOL_MS);
      const options = {
        silent: true,
        printBackground: true,
        pageSize: { width: Math.round(width * MICRONS_A_MM), height: Math.round(height * MICRONS_A_MM) },
        ...(name === null ? {} : { deviceName: name }),
      };
      contents.print(options, (success, reason) => {
        clearTimeout(waited);
        if (!success) log.warn('a sheet was refused by the print system', { reason });
        resolve(success ? { outcome: 'printed' } : { outcome: 'failed', trouble: 'refused' });
      });
    });
  }

  return {
    pdfOf: (sheet) => withLaidOut(sheet, pdfFrom),
    async deliver(sheet, to, windowId) {
      if (to.kind === 'file' && sheet.pdf) return asFile(sheet.pdf, sheet, windowId);
      return withLaidOut(sheet, async (paper) => {
        if (to.kind === 'file') return asFile(await pdfFrom(paper), sheet, windowId);
        const trouble = troubleWith(await knownPrinters(paper.contents), to.name);
        return trouble === null ? onPaper(paper, to.name) : { outcome: 'failed', trouble };
      });
    },
    async printers() {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents === undefined ? [] : knownPrinters(contents);
    },
  };
}

/** A sheet's size, known at once but for a roll, which is cut where its text ends. */
async function measured(contents: WebContents, { page }: Sheet): Promise<LaidOut> {
  if (page.height !== null) return { contents, width: page.width, height: page.height };
  const height = rollHeight(page, await textHeight(contents));
  await contents.insertCSS(rollRule(page.width, height));
  return { contents, width: page.width, height };
}

/** The body's height in mm. The page runs no scripts, so the inspector's own protocol is asked. */
async function textHeight(contents: WebContents): Promise<number> {
  const inspector = contents.debugger;
  inspector.attach('1.3');
  try {
    const { root } = DocumentAnswer.parse(await inspector.sendCommand('DOM.getDocument'));
    const body = { nodeId: root.nodeId, selector: 'body' };
    const found = NodeAnswer.parse(await inspector.sendCommand('DOM.querySelector', body));
    const { model } = BoxAnswer.parse(await inspector.sendCommand('DOM.getBoxModel', found));
    return model.height * MM_A_PIXEL;
  } finally {
    inspector.detach();
  }
}

/** In memory only, and as powerless as the pages' own. */
function paperSession(sheets: ReadonlyMap<string, string>): Session {
  const made = session.fromPartition('paper');
  guardSession(made);
  serveSheets(made, sheets);
  return made;
}

function fileNameOf(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
}
