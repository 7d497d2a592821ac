import { randomUUID } from 'node:crypto';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Logger } from '#electron/platform/logger';
import type { CallTarget } from '#electron/shell/dispatcher';
import type { OneTimeFiles } from '#electron/shell/one-time-files';
import type { Result } from '#shared/errors/app-error';

/** Over the longest text that a test sends, so that dispatch refuses it in words and the socket stays open. */
const MAX_MESSAGE_BYTES = 20 * 1024 * 1024;

/** Only the envelope is checked here; dispatch judges name, input and request id. */
const Envelope = z.object({
  id: z.union([z.string().max(100), z.number()]),
  name: z.unknown().optional(),
  input: z.unknown().optional(),
  requestId: z.unknown().optional(),
});

/** One WebSocket is one window: it signs in for itself and ends with its socket. */
export function socketWindows(target: CallTarget, files: OneTimeFiles, log: Logger) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  server.on('connection', (socket) => {
    const windowId = `socket-${randomUUID()}`;
    target.attach({
      id: windowId,
      send(event, data) {
        socket.send(JSON.stringify({ event, data }));
      },
    });
    socket.on('message', (data, isBinary) => void answer(socket, windowId, data, isBinary));
    socket.on('error', () => {
      // The close that follows does the clearing away.
    });
    socket.on('close', () => {
      target.detach(windowId);
      files.dropWindow(windowId);
    });
  });

  async function answer(
    socket: WebSocket,
    windowId: string,
    data: RawData,
    isBinary: boolean,
  ): Promise<void> {
    const message = isBinary ? null : readMessage(data);
    if (message === null) {
      socket.send(JSON.stringify({ id: null, result: notAMessage }));
      return;
    }
    socket.send(JSON.stringify({ id: message.id, result: await callSafely(windowId, message) }));
  }

  async function callSafely(windowId: string, message: z.infer<typeof Envelope>): Promise<Result<unknown>> {
    try {
      return await target.call(windowId, message.name, message.input, message.requestId);
    } catch (cause) {
      const reference = randomUUID();
      log.error('a call failed outside dispatch', cause);
      return { ok: false, error: { code: 'INTERNAL', reference } };
    }
  }

  return server;
}

const notAMessage: Result<never> = {
  ok: false,
  error: { code: 'VALIDATION', issues: [{ path: '', code: 'invalid', params: {} }] },
};

function readMessage(data: RawData): z.infer<typeof Envelope> | null {
  const bytes = Array.isArray(data)
    ? Buffer.concat(data)
    : data instanceof ArrayBuffer
      ? Buffer.from(data)
      : data;
  try {
    const parsed = Envelope.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
