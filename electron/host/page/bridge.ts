import { mayLeaveTo } from '#shared/domain/outside-links';
import type { Result } from '#shared/errors/app-error';

/**
 * Runs in the browser before the application does and makes the same `window.clinic` as Electron's preload,
 * over one WebSocket. A lost socket is opened again; what was on its way is answered with TIMEOUT, so that
 * the client repeats it under the same request id. A new socket is a new window, hence nobody is signed in.
 */
type Listener = (data: unknown) => void;
interface Pending {
  readonly text: string;
  sent: boolean;
  readonly answer: (result: Result<unknown>) => void;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 2_000;
const lost: Result<never> = { ok: false, error: { code: 'TIMEOUT' } };

const listeners = new Map<string, Set<Listener>>();
const pending = new Map<number, Pending>();
let lastId = 0;
let socket: WebSocket | null = null;
let wait = FIRST_WAIT_MS;
let everConnected = false;

function tell(event: string, data: unknown): void {
  for (const listener of listeners.get(event) ?? []) listener(data);
}

function sendWaiting(): void {
  if (socket?.readyState !== WebSocket.OPEN) return;
  for (const call of pending.values()) {
    if (call.sent) continue;
    call.sent = true;
    socket.send(call.text);
  }
}

function receive(text: string): void {
  // The host is the only sender on this socket and documents these two shapes.
  const message = JSON.parse(text) as {
    id?: number;
    result?: Result<unknown>;
    event?: string;
    data?: unknown;
  };
  if (message.event !== undefined) {
    tell(message.event, message.data);
    return;
  }
  if (message.id === undefined || message.result === undefined) return;
  const call = pending.get(message.id);
  pending.delete(message.id);
  call?.answer(message.result);
}

function giveUp(): void {
  const calls = [...pending.values()];
  pending.clear();
  for (const call of calls) call.answer(lost);
}

function connect(): void {
  const opening = new WebSocket(`ws://${location.host}/ws`);
  socket = opening;
  opening.addEventListener('open', () => {
    wait = FIRST_WAIT_MS;
    if (everConnected) tell('session', { reason: 'signed_out' });
    everConnected = true;
    sendWaiting();
  });
  opening.addEventListener('message', ({ data }: MessageEvent<string>) => receive(data));
  opening.addEventListener('close', () => {
    giveUp();
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  });
}

const clinic = {
  call(name: string, input: unknown, options: { readonly requestId: string }): Promise<Result<unknown>> {
    return new Promise((answer) => {
      lastId += 1;
      const text = JSON.stringify({ id: lastId, name, input, requestId: options.requestId });
      pending.set(lastId, { text, sent: false, answer });
      sendWaiting();
    });
  },
  subscribe(event: string, listener: Listener): () => void {
    const own = listeners.get(event) ?? new Set<Listener>();
    listeners.set(event, own.add(listener));
    return () => own.delete(listener);
  },
};

const openTab = window.open.bind(window);

/** A new tab as Electron's guards would have it: one's own finished paper, or a link of the allow-list. */
function openAllowed(address?: string | URL): null {
  const url = URL.parse(String(address ?? ''), location.href);
  const isPaper = url?.origin === location.origin && url.pathname.startsWith('/paper/');
  if (url && (isPaper || mayLeaveTo(url))) openTab(url, '_blank', 'noopener');
  return null;
}

Object.defineProperty(window, 'open', { value: openAllowed, writable: false, configurable: false });
Object.defineProperty(window, 'clinic', { value: Object.freeze(clinic), writable: false });
connect();
