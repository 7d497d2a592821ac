import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { CallName, InputOf, OutputOf } from '#shared/contract/contract';

/** The host's two shapes, of which only answers have an id. */
interface Message {
  readonly id?: number;
  readonly result?: { readonly ok: boolean; readonly value?: unknown; readonly error?: unknown };
}

/** One window of the host, as its wire format says. */
export interface HostWindow {
  call(name: string, input: unknown): Promise<unknown>;
  close(): void;
}

/** The same call with the contract's types. */
export function typed(window: HostWindow) {
  // The host's dispatcher has parsed the answer under this call's own output schema.
  return <N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> =>
    window.call(name, input) as Promise<OutputOf<N>>;
}

export async function openWindow(address: string): Promise<HostWindow> {
  const url = new URL(address);
  const socket = new WebSocket(`ws://${url.host}/ws${url.search}`);
  const waiting = new Map<number, (result: NonNullable<Message['result']>) => void>();
  let lastId = 0;
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Message;
    if (message.id === undefined || !message.result) return;
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  });
  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, (result) => {
          if (result.ok) resolve(result.value);
          else reject(new Error(`${name} was refused: ${JSON.stringify(result.error)}`));
        });
        socket.send(JSON.stringify({ id: lastId, name, input, requestId: randomUUID() }));
      }),
    close: () => {
      socket.close();
    },
  };
}
