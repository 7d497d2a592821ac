import { randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session } from 'electron';
import { guardSession } from './guards';
import { serveSheets } from './protocol';
import type { Logger } from '#electron/platform/logger';
import type { Paper, PaperOutcome, Sheet } from '#electron/platform/ports';
import { APP_SCHEME, onceAddress } from '#electron/shell/app-address';
import type { OneTimeFiles } from '#electron/shell/one-time-files';
import { Refusal } from '#shared/errors/app-error';

/** The print dialog belongs to the person; after this long the answer no longer waits for them. */
const DIALOG_MS = 8_000;
const CANCELLED = /cancel/i;

/**
 * Lays each sheet out in a hidden sandboxed window without scripts. A file comes back as a one-time address,
 * which the asking window opens and the program then offers for saving (docs/adr/0021).
 */
export function windowPaper(files: OneTimeFiles, log: Logger): Paper {
  const sheets = new Map<string, string>();
  let own: Session | undefined;

  async function laidOut(sheet: Sheet): Promise<BrowserWindow> {
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

  async function asFile(window: BrowserWindow, sheet: Sheet, windowId: string): Promise<PaperOutcome> {
    const body = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
    const token = files.put({
      body,
      type: 'application/pdf',
      fileName: `${fileNameOf(sheet.title)}.pdf`,
      windowId,
    });
    return { outcome: 'open', url: onceAddress(token) };
  }

  /** Without a printer the sheet becomes a file, so that it is not lost. */
  function onPaper(window: BrowserWindow, sheet: Sheet, windowId: string): Promise<PaperOutcome> {
    return new Promise((resolve, reject) => {
      const waited = setTimeout(() => resolve({ outcome: 'printed' }), DIALOG_MS);
      window.webContents.print({ printBackground: true }, (success, reason) => {
        clearTimeout(waited);
        if (success || CANCELLED.test(reason)) {
          window.destroy();
          if (success) resolve({ outcome: 'printed' });
          else reject(new Refusal({ code: 'CANCELLED' }));
          return;
        }
        log.warn('no printer took the sheet', { reason });
        asFile(window, sheet, windowId)
          .then(resolve, reject)
          .finally(() => window.destroy());
      });
    });
  }

  return {
    async deliver(sheet, to, windowId) {
      const window = await laidOut(sheet);
      if (to === 'printer') return onPaper(window, sheet, windowId);
      try {
        return await asFile(window, sheet, windowId);
      } finally {
        window.destroy();
      }
    },
  };
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
