import { mkdtemp, mkdir, writeFile, rm } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { browserPaper } from './paper';
import { startHost, type Host } from './server';
import type { WindowHandle } from '#electron/ipc/windows';
import { OneTimeFiles } from '#electron/shell/one-time-files';

const PAGE =
  '<!doctype html><html><head><title>x</title></head><body><i nonce="__CSP_NONCE__"></i></body></html>';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let host: Host;
let files: OneTimeFiles;
let windows: Map<string, WindowHandle>;
let calls: { windowId: string; name: unknown; input: unknown; requestId: unknown }[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-host-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), PAGE);
  await writeFile(join(folder, 'renderer', 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, 'bridge.cjs'), '"bridge";');
  await writeFile(join(folder, 'secret.json'), '{}');
  files = new OneTimeFiles();
  windows = new Map();
  calls = [];
  host = await startHost({
    port: 0,
    rendererRoot: join(folder, 'renderer'),
    bridgeFile: join(folder, 'bridge.cjs'),
    files,
    log: quiet,
    target: {
      attach: (window) => void windows.set(window.id, window),
      detach: (id) => void windows.delete(id),
      call: (windowId, name, input, requestId) => {
        calls.push({ windowId, name, input, requestId });
        if (name === 'explode') return Promise.reject(new Error('boom'));
        return Promise.resolve({
          ok: true,
          value: { windowId, length: JSON.stringify(input ?? null).length },
        });
      },
    },
  });
});

afterEach(async () => {
  await host.stop();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Node's own client sends any path and header as given, which `fetch` would tidy or refuse. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = new URL(host.address);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

function tokenPath(): string {
  const { pathname, search } = new URL(host.address);
  return pathname + search;
}

async function cookie(): Promise<string> {
  const answer = await ask(tokenPath());
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

/** The opened socket, or the HTTP status that refused the upgrade. */
function dial(path: string, headers: Record<string, string> = {}): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://${new URL(host.address).host}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    socket.once('error', reject);
  });
}

async function dialled(path: string): Promise<WebSocket> {
  const socket = await dial(path);
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

function nextMessage(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8'))));
  });
}

describe('who is let in', () => {
  it('swaps the token for a cookie that scripts and other sites cannot use', async () => {
    const answer = await ask(tokenPath());
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^clinic_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
  });

  it.each([
    ['no cookie', '/', {}, 401],
    ['a wrong token', '/?token=abc', {}, 403],
    ['a guessed cookie', '/', { cookie: 'clinic_1=abc' }, 401],
    ['no cookie for a file', '/assets/app.js', {}, 401],
    ['no cookie for the bridge', '/bridge.js', {}, 401],
  ])('refuses %s', async (_case, path, headers, status) => {
    expect((await ask(path, headers)).status).toBe(status);
  });

  it('refuses another host name and another origin, cookie or not', async () => {
    const own = await cookie();
    const { host: authority, port } = new URL(host.address);
    expect((await ask('/', { cookie: own })).status).toBe(200);
    expect((await ask('/', { cookie: own, host: `localhost:${port}` })).status).toBe(403);
    expect((await ask('/', { cookie: own, host: 'clinic.example' })).status).toBe(403);
    expect((await ask('/', { cookie: own, origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask('/', { cookie: own, origin: 'null' })).status).toBe(403);
    expect((await ask('/', { cookie: own, origin: `http://${authority}` })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('answers no %s', async (method) => {
    expect((await ask('/', { cookie: await cookie() }, method)).status).toBe(405);
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%5c..%5csecret.json',
    '/assets//app.js',
    '/%00',
    '/%E0%A4%A',
    '/assets/',
    '//',
    '//[',
  ])('serves nothing outside the page for %s', async (path) => {
    expect((await ask(path, { cookie: await cookie() })).status).toBe(404);
  });
});

describe('the page', () => {
  it('carries one nonce in its policy and in its text, new each time, and the bridge before all else', async () => {
    const own = await cookie();
    const first = await ask('/', { cookie: own });
    const second = await ask('/', { cookie: own });
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(first.body).toContain(`<i nonce="${nonce}">`);
    expect(first.body).toContain('<head><script type="module" src="/bridge.js"></script>');
    expect(second.body).not.toContain(nonce);
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect((await ask('/bridge.js', { cookie: own })).body).toBe('"bridge";');
  });

  it('hands a sheet out once, printing only when it was meant for paper', async () => {
    const own = await cookie();
    const paper = browserPaper(files);
    const margins = { top: 3, right: 4, bottom: 5, left: 4 };
    const page = { width: 210, height: 297, margins };
    const sheet = { html: '<html><body>day</body></html>', title: 'Day', page };
    const roll = { ...sheet, page: { width: 80, height: null, margins } };
    const onPaper = { kind: 'printer', name: null } as const;
    const printed = await paper.deliver(sheet, onPaper, 'w');
    const rolled = await paper.deliver(roll, onPaper, 'w');
    const saved = await paper.deliver(sheet, { kind: 'file' }, 'w');
    if (printed.outcome !== 'open' || rolled.outcome !== 'open' || saved.outcome !== 'open')
      throw new Error('the host opens every sheet');
    expect((await ask(rolled.url, { cookie: own })).body).toMatch(/insertRule\(`@page \{ size: 80mm /);
    const first = await ask(printed.url, { cookie: own });
    expect(first.body).toMatch(/day<script nonce="[^"_]+">.*print\(\).*<\/script><\/body>/);
    expect((await ask(printed.url, { cookie: own })).status).toBe(404);
    expect((await ask(saved.url, { cookie: own })).body).toBe('<html><body>day</body></html>');
  });
});

describe('a socket', () => {
  it('needs the token or the cookie, the own host and the own origin', async () => {
    const own = await cookie();
    const { host: authority, search } = new URL(host.address);
    expect(await dial('/ws')).toBe(401);
    expect(await dial('/ws?token=abc')).toBe(401);
    expect(await dial('/other' + search)).toBe(404);
    expect(await dial('//[' + search)).toBe(404);
    expect(await dial('/ws' + search, { origin: 'http://evil.example' })).toBe(403);
    expect(await dial('/ws' + search, { host: 'clinic.example' })).toBe(403);
    expect(await dial('/ws', { cookie: own })).toBeInstanceOf(WebSocket);
    expect(await dial('/ws' + search, { origin: `http://${authority}` })).toBeInstanceOf(WebSocket);
  });

  it('is a window of its own, with its own events, and ends with its socket', async () => {
    const path = '/ws' + new URL(host.address).search;
    const [one, two] = [await dialled(path), await dialled(path)];
    const asked = [nextMessage(one), nextMessage(two)];
    one.send(JSON.stringify({ id: 1, name: 'session.current', input: null, requestId: 'r1' }));
    two.send(JSON.stringify({ id: 1, name: 'session.current', input: null, requestId: 'r2' }));
    await Promise.all(asked);
    const ids = calls.map((call) => call.windowId);
    expect(new Set(ids).size).toBe(2);

    const first = windows.get(calls.find((call) => call.requestId === 'r1')?.windowId ?? '');
    const event = nextMessage(one);
    first?.send('session', { reason: 'locked' });
    expect(await event).toEqual({ event: 'session', data: { reason: 'locked' } });

    const closed = new Promise((resolve) => one.once('close', resolve));
    one.close();
    await closed;
    await expect.poll(() => [...windows.keys()]).toEqual([ids.find((id) => id !== first?.id)]);
  });

  it('answers what is no message, a failing call and ten million characters without closing', async () => {
    const socket = await dialled('/ws' + new URL(host.address).search);
    const exchange = async (text: string) => {
      const answer = nextMessage(socket);
      socket.send(text);
      return answer;
    };
    const refused = {
      id: null,
      result: {
        ok: false,
        error: { code: 'VALIDATION', issues: [{ path: '', code: 'invalid', params: {} }] },
      },
    };
    expect(await exchange('{"id":')).toEqual(refused);
    expect(await exchange('[]')).toEqual(refused);
    expect(await exchange('{"name":"x"}')).toEqual(refused);
    expect(await exchange('{"id":{}}')).toEqual(refused);
    expect(await exchange('{"id":1}')).toMatchObject({ id: 1, result: { ok: true } });
    expect(await exchange(JSON.stringify({ id: 2, name: 'explode' }))).toMatchObject({
      id: 2,
      result: { ok: false, error: { code: 'INTERNAL' } },
    });
    const long = 'क'.repeat(5_000_000) + 'x'.repeat(5_000_000);
    expect(
      await exchange(JSON.stringify({ id: 3, name: 'long', input: long, requestId: 'r' })),
    ).toMatchObject({
      id: 3,
      result: { ok: true, value: { length: 10_000_002 } },
    });
  });
});
