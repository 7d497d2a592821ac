import { randomUUID } from 'node:crypto';
import type CDP from 'chrome-remote-interface';
import { WebSocket } from 'ws';
import type { CallName, InputOf, OutputOf } from '#shared/contract/contract';

/** One window of the host, as its wire format says. */
export interface HostWindow {
  call(name: CallName, input: unknown): Promise<unknown>;
  close(): void;
}

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** Opens it; a call that is refused throws. */
export async function openWindow(address: string): Promise<HostWindow> {
  const url = new URL(address);
  const socket = new WebSocket(`ws://${url.host}/ws${url.search}`);
  const waiting = new Map<number, (result: Answer) => void>();
  let lastId = 0;
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (data: Buffer) => {
    // The host's two shapes, of which only answers have an id.
    const message = JSON.parse(data.toString('utf8')) as { id?: number; result?: Answer };
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

/** A call of which the answer is read. */
export async function ask<N extends CallName>(
  window: HostWindow,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  // The host has checked it by the call's own schema.
  return (await window.call(name, input)) as OutputOf<N>;
}

/** Bytes in use after a collection, as the process itself counts them. */
export async function bytesInUse(inspector: CDP.Client): Promise<number> {
  await inspector.HeapProfiler.collectGarbage();
  const { result } = await inspector.Runtime.evaluate({
    expression: 'process.memoryUsage().heapUsed + process.memoryUsage().external',
  });
  if (typeof result.value !== 'number') throw new Error('the host does not tell its memory');
  return result.value;
}
