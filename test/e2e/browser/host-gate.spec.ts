import { request as sendRequest, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { expect, test } from '#test/e2e/support/test';
import { callAs } from '#test/e2e/support/clinic-api';
import { signIn } from '#test/e2e/support/sign-in';

/** Node's own client: it sends any Host and Origin that it is told. */
function ask(address: string, path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = sendRequest({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The status that refused the upgrade, or 101. */
function upgrade(address: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(`ws://${new URL(address).host}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (request, answer) => {
      request.destroy();
      resolve(answer.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

test('the token is swapped for a cookie that no script sees, and leaves the address bar', async ({
  desk,
  context,
}) => {
  const page = await desk.open();
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const cookies = await context.cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1', path: '/' });
});

test('without the token of this start nobody gets in', async ({ host, browser }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  const root = new URL('/', host.address).href;
  expect((await page.goto(root))?.status()).toBe(401);
  expect((await page.goto(`${root}?token=wrong`))?.status()).toBe(403);
  expect(await stranger.cookies()).toEqual([]);
  expect(await upgrade(host.address, '/ws')).toBe(401);
  expect(await upgrade(host.address, '/ws?token=wrong')).toBe(401);
  expect(await upgrade(host.address, `/ws${new URL(host.address).search}`)).toBe(101);
  await stranger.close();
});

test('another Host or Origin is refused, token or not', async ({ host }) => {
  const { port, search } = new URL(host.address);
  const answers = await Promise.all([
    ask(host.address, `/${search}`, { host: `clinic.example:${port}` }),
    ask(host.address, `/${search}`, { host: `localhost:${port}` }),
    ask(host.address, `/${search}`, { origin: 'http://clinic.example' }),
    ask(host.address, `/${search}`, { origin: 'null' }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
  expect(answers.map(({ headers }) => headers['set-cookie'])).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(await upgrade(host.address, `/ws${search}`, { origin: 'http://clinic.example' })).toBe(403);
  expect(await upgrade(host.address, `/ws${search}`, { host: `clinic.example:${port}` })).toBe(403);
});

test('a page of another origin reaches nothing, although the browser holds the cookie', async ({
  desk,
  host,
  context,
}) => {
  await desk.open();
  const foreign = await context.newPage();
  await foreign.route('http://clinic.example/', (route) =>
    route.fulfill({ body: '<title>foreign</title>', contentType: 'text/html' }),
  );
  await foreign.goto('http://clinic.example/');
  const reached = await foreign.evaluate(async (address) => {
    const root = new URL('/', address).href;
    const read = await fetch(root, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    );
    const socket = await new Promise((resolve) => {
      const dialled = new WebSocket(`${root.replace('http', 'ws')}ws`);
      dialled.addEventListener('open', () => resolve('open'));
      dialled.addEventListener('error', () => resolve('refused'));
    });
    return { read, socket };
  }, host.address);
  expect(reached).toEqual({ read: 'refused', socket: 'refused' });
});

test('each window signs in for itself, and a reload is a new window', async ({ desk }) => {
  const first = await desk.open();
  await signIn(first, 'reception');
  const second = await desk.open();
  expect(await callAs(second, 'session.current', {})).toEqual({ ok: true, value: null });
  expect(await callAs(first, 'session.current', {})).toMatchObject({ ok: true, value: { roles: ['staff'] } });
  await first.reload();
  await expect(first.getByRole('button', { name: /^Sign in as .*, Reception$/ }).first()).toBeVisible();
});

test('the page’s policy allows nothing unsafe, and no screen breaks it', async ({ desk }) => {
  const page = await desk.open();
  const broken: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) broken.push(message.text());
  });
  const answer = await page.reload();
  expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(answer?.headers()['content-security-policy']).not.toContain('unsafe');
  await signIn(page, 'reception');
  expect(broken).toEqual([]);
});
