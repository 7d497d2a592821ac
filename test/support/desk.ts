import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallName, InputOf, OutputOf } from '#shared/contract/contract';
import type { EventName } from '#shared/contract/events';
import type { AppError, Result } from '#shared/errors/app-error';
import { type Container, createContainer } from '#electron/container';
import type { S3Address } from '#electron/platform/config';
import type {
  Clock,
  DownloadFile,
  Downloads,
  Folders,
  Paper,
  PaperTarget,
  PaperTrouble,
  Secrets,
  Sheet,
} from '#electron/platform/ports';
import { clockFrom, machineClock } from '#electron/shell/clock';
import { PASSWORD } from './clinic';
import type { FreshDatabase } from './databases';

/** One event as a window got it. */
export interface SeenEvent {
  readonly event: EventName;
  readonly data: unknown;
}

export interface TestWindow {
  readonly id: string;
  readonly events: readonly SeenEvent[];
  /** Resolves with the first event, already here or still to come, that the test is looking for. */
  seen(isIt: (event: SeenEvent) => boolean): Promise<SeenEvent>;
  call<N extends CallName>(name: N, input: InputOf<N>, requestId?: string): Promise<Result<OutputOf<N>>>;
  /** The call's value; a refusal fails the test with its code. */
  ok<N extends CallName>(name: N, input: InputOf<N>, requestId?: string): Promise<OutputOf<N>>;
  /** The call's refusal; a success fails the test. */
  refused<N extends CallName>(name: N, input: InputOf<N>, requestId?: string): Promise<AppError>;
  /** A call as a page could send it, whatever its shape. */
  raw(name: unknown, input: unknown, requestId?: unknown): Promise<Result<unknown>>;
  signIn(name: string): Promise<void>;
}

export interface TestDesk {
  readonly container: Container;
  window(): TestWindow;
  /** A window in which the person is signed in. */
  signedIn(name: string): Promise<TestWindow>;
  stop(): Promise<void>;
}

/** Paper that keeps what it was given; no two files that it makes are the same. */
export interface PaperTray extends Paper {
  readonly sheets: (Sheet & { readonly to: PaperTarget })[];
  /** Stands in the way of every sheet until it is taken away. */
  trouble: PaperTrouble | null;
}

export function paperTray(): PaperTray {
  let made = 0;
  const sheets: PaperTray['sheets'] = [];
  const tray: PaperTray = {
    sheets,
    trouble: null,
    deliver: (sheet, to) => {
      if (tray.trouble !== null) return Promise.resolve({ outcome: 'failed', trouble: tray.trouble });
      sheets.push({ ...sheet, to });
      return Promise.resolve({ outcome: 'printed' });
    },
    pdfOf: ({ title }) => {
      made += 1;
      return Promise.resolve(Buffer.from(`%PDF-1.7 ${title}, made ${String(made)}`));
    },
    printers: () => Promise.resolve([{ name: 'Tray', title: 'Tray', stopped: false }]),
  };
  return tray;
}

/** Downloads that keep what was offered, each in a folder of its own. */
export interface DownloadTray extends Downloads {
  readonly offered: Map<string, DownloadFile>;
}

export function downloadTray(): DownloadTray {
  const offered: DownloadTray['offered'] = new Map();
  return {
    folder: join(tmpdir(), `clinic-test-${randomUUID()}`),
    offered,
    offer: (file) => {
      const address = `/once/${randomUUID()}`;
      offered.set(address, file);
      return address;
    },
  };
}

/** Seals by turning the bytes round: readable by nobody who greps for the text, and no key to keep. */
export const testSecrets: Secrets = {
  lasting: true,
  seal: (plain) => Promise.resolve(Uint8Array.from(Buffer.from(plain, 'utf8')).reverse()),
  open: (sealed) => Promise.resolve(Buffer.from(sealed.slice().reverse()).toString('utf8')),
};

export interface DeskOptions {
  /** Milliseconds since the epoch: the desk's and its MySQL sessions' clock starts there. */
  readonly now?: number;
  /** A machine's clock that is not the one its MySQL sessions go by. */
  readonly machine?: Clock;
  readonly paper?: Paper;
  readonly downloads?: Downloads;
  readonly folders?: Folders;
  /** A desk that ran before; a new one otherwise. */
  readonly deskId?: string;
  readonly secrets?: Secrets;
  readonly mysqlUrl?: string;
  readonly mongoUrl?: string;
  readonly s3?: S3Address;
}

function openWindow(container: Container): TestWindow {
  const events: SeenEvent[] = [];
  const waiting = new Set<(event: SeenEvent) => void>();
  const id = randomUUID();
  container.dispatcher.attach({
    id,
    send: (event, data) => {
      const seen = { event, data };
      events.push(seen);
      for (const told of waiting) told(seen);
    },
  });
  const raw: TestWindow['raw'] = (name, input, requestId = randomUUID()) =>
    container.dispatcher.call(id, name, input, requestId);
  // The dispatcher has parsed the answer under this call's own output schema.
  const call = (name: CallName, input: unknown, requestId?: string) =>
    raw(name, input, requestId ?? randomUUID()) as Promise<Result<never>>;

  const window: TestWindow = {
    id,
    events,
    raw,
    call,
    seen: (isIt) => {
      const known = events.find(isIt);
      if (known) return Promise.resolve(known);
      return new Promise((resolve) => {
        const told = (event: SeenEvent) => {
          if (!isIt(event)) return;
          waiting.delete(told);
          resolve(event);
        };
        waiting.add(told);
      });
    },
    ok: async (name, input, requestId) => {
      const result = await call(name, input, requestId);
      if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`);
      return result.value;
    },
    refused: async (name, input, requestId) => {
      const result = await call(name, input, requestId);
      if (result.ok) throw new Error(`${name} was not refused: ${JSON.stringify(result.value)}`);
      return result.error;
    },
    signIn: async (name) => {
      await window.ok('session.signIn', { name, password: PASSWORD });
    },
  };
  return window;
}

/** One desk's program against real servers, without any window program around it. */
export function openDesk(database: FreshDatabase, options: DeskOptions = {}): Promise<TestDesk> {
  const container = createContainer(
    {
      mysqlUrl: options.mysqlUrl ?? database.mysqlUrl,
      mongoUrl: options.mongoUrl ?? database.mongoUrl,
      s3: options.s3 ?? null,
      deskId: options.deskId ?? randomUUID(),
      deskName: 'Test desk',
      appVersion: '0.0.0-test',
    },
    {
      clock: options.machine ?? (options.now === undefined ? machineClock : clockFrom(options.now)),
      secrets: options.secrets ?? testSecrets,
      paper: options.paper ?? paperTray(),
      downloads: options.downloads ?? downloadTray(),
      folders: options.folders ?? { choose: null },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
  );
  return Promise.resolve({
    container,
    window: () => openWindow(container),
    signedIn: async (name) => {
      const window = openWindow(container);
      await window.signIn(name);
      return window;
    },
    stop: () => container.stop(),
  });
}
