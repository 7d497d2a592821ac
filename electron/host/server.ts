import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Gate } from './gate';
import { pageAnswer, type PageSources } from './pages';
import { socketWindows } from './sockets';
import type { Logger } from '#electron/platform/logger';
import type { CallTarget } from '#electron/shell/dispatcher';

export interface Host {
  /** With the token; whoever opens it is in. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1 and serves the page and its calls (see README.md beside this file). */
export async function startHost(
  options: PageSources & { readonly port: number; readonly target: CallTarget; readonly log: Logger },
): Promise<Host> {
  const server = createServer();
  const gate = new Gate(() => portOf(server.address()));
  const windows = socketWindows(options.target, options.files, options.log);

  server.on('request', (request, response) => {
    pageAnswer(request, gate, options).then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers);
        if (!(body instanceof Readable)) {
          response.end(body);
          return;
        }
        // A browser that went away in the middle is no fault of ours.
        pipeline(body, response).catch(() => undefined);
      },
      (cause: unknown) => {
        options.log.error('a page could not be answered', cause);
        response.writeHead(500);
        response.end();
      },
    );
  });
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, gate);
    if (refusal !== null) {
      refuseUpgrade(socket, refusal);
      return;
    }
    windows.handleUpgrade(request, socket, head, (accepted) => windows.emit('connection', accepted, request));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: options.port, exclusive: true }, () => resolve());
  });
  return {
    address: `${gate.origin}/?token=${gate.token}`,
    async stop() {
      for (const socket of windows.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function refusalOf(
  request: IncomingMessage,
  gate: Gate,
): '401 Unauthorized' | '403 Forbidden' | '404 Not Found' | null {
  if (!gate.isOurs(request)) return '403 Forbidden';
  const url = gate.addressOf(request);
  if (url?.pathname !== '/ws') return '404 Not Found';
  return gate.hasToken(url) || gate.hasCookie(request) ? null : '401 Unauthorized';
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the host does not listen on a port');
  return address.port;
}
