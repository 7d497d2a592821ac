import { randomUUID } from 'node:crypto';
import {
  ipcMain,
  webContents,
  type BrowserWindow,
  type IpcMainInvokeEvent,
  type WebContents,
} from 'electron';
import { z } from 'zod';
import { windowOfSender } from './sender';
import type { Logger } from '#electron/platform/logger';
import type { CallTarget } from '#electron/shell/dispatcher';
import type { AppError, Result } from '#shared/errors/app-error';

/** As large as the host's messages may be; dispatch refuses shorter nonsense in words. */
const LONGEST_MESSAGE = 20 * 1024 * 1024;

const Message = z.object({
  name: z.unknown().optional(),
  input: z.unknown().optional(),
  requestId: z.unknown().optional(),
});

/** Carries calls and events between the windows and dispatch, over one channel each way. */
export class ElectronTransport {
  readonly #windows = new Map<number, string>();
  readonly #target: CallTarget;
  readonly #log: Logger;

  constructor(target: CallTarget, log: Logger) {
    this.#target = target;
    this.#log = log;
    ipcMain.handle('call', async (event, text: unknown) => JSON.stringify(await this.#answer(event, text)));
  }

  /** From now on this window may call; until it closes. */
  add(window: BrowserWindow, closed: (windowId: string) => void): void {
    const windowId = `window-${randomUUID()}`;
    const { webContents } = window;
    const contentsId = webContents.id;
    this.#windows.set(contentsId, windowId);
    this.#target.attach({
      id: windowId,
      send(event, data) {
        if (!webContents.isDestroyed()) webContents.send('event', { event, data });
      },
    });
    window.once('closed', () => {
      this.#windows.delete(contentsId);
      this.#target.detach(windowId);
      closed(windowId);
    });
  }

  /** The window behind a page, when it is one of ours. */
  windowIdOf(contents: WebContents): string | null {
    return this.#windows.get(contents.id) ?? null;
  }

  /** The page behind a window's id, while it is open. */
  pageOf(windowId: string): WebContents | null {
    const [pageId] = [...this.#windows].find(([, id]) => id === windowId) ?? [];
    return (pageId === undefined ? undefined : webContents.fromId(pageId)) ?? null;
  }

  async #answer(event: IpcMainInvokeEvent, text: unknown): Promise<Result<unknown>> {
    const windowId = windowOfSender(
      event.senderFrame,
      event.sender.mainFrame,
      this.#windows.get(event.sender.id),
    );
    if (windowId === null) {
      this.#log.warn('a message from a foreign frame was refused');
      return failed({ code: 'FORBIDDEN', permission: 'window' });
    }
    const message = read(text);
    if (message === null) {
      return failed({ code: 'VALIDATION', issues: [{ path: '', code: 'invalid', params: {} }] });
    }
    try {
      return await this.#target.call(windowId, message.name, message.input, message.requestId);
    } catch (cause) {
      this.#log.error('a call failed outside dispatch', cause);
      return failed({ code: 'INTERNAL', reference: randomUUID() });
    }
  }
}

function failed(error: AppError): Result<never> {
  return { ok: false, error };
}

function read(text: unknown): z.infer<typeof Message> | null {
  if (typeof text !== 'string' || text.length > LONGEST_MESSAGE) return null;
  try {
    const parsed = Message.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
