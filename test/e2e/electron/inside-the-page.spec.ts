import { expect, test } from '#test/e2e/support/electron-test';
import { callAs } from '#test/e2e/support/clinic-api';

test('the page has exactly two functions of the program and nothing of Node', async ({ desk }) => {
  const page = await desk.open();
  const seen = await page.evaluate(() => {
    const { clinic } = window;
    return {
      own: Object.getOwnPropertyNames(clinic).sort(),
      kinds: Object.values(clinic).map((value) => typeof value),
      node: [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'ipcRenderer',
        'electron',
      ].filter((name) => Reflect.has(window, name)),
    };
  });
  expect(seen).toEqual({ own: ['call', 'subscribe'], kinds: ['function', 'function'], node: [] });
});

test('the page cannot replace what it was given, nor reach behind it', async ({ desk }) => {
  const page = await desk.open();
  const reached = await page.evaluate(() => {
    const { clinic } = window;
    const before: unknown = Reflect.get(clinic, 'call');
    Reflect.set(window.clinic, 'call', () => 'replaced');
    Reflect.set(window, 'clinic', { call: () => 'replaced' });
    // In one shared world this constructor would compile code beside the preload, where `require` is.
    const make = (before as () => void).constructor as (code: string) => () => unknown;
    const behind: unknown = make('return typeof require')();
    return { same: Reflect.get(window.clinic, 'call') === before, behind };
  });
  expect(reached).toEqual({ same: true, behind: 'undefined' });
});

test('the window is sandboxed and isolated, and so is its process', async ({ electronApp, desk }) => {
  await desk.open();
  const preferences = await electronApp.evaluate(({ app, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // What Electron itself holds for this page; the call is older than its types.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
      getOSProcessId(): number;
    };
    const given = contents.getLastWebPreferences();
    const process = app.getAppMetrics().find(({ pid }) => pid === contents.getOSProcessId());
    return {
      sandbox: given['sandbox'],
      contextIsolation: given['contextIsolation'],
      nodeIntegration: given['nodeIntegration'],
      nodeIntegrationInSubFrames: given['nodeIntegrationInSubFrames'],
      nodeIntegrationInWorker: given['nodeIntegrationInWorker'] ?? false,
      webSecurity: given['webSecurity'],
      webviewTag: given['webviewTag'],
      kind: process?.type,
    };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    kind: 'Tab',
  });
});

test('the page comes with a policy that allows nothing unsafe, and keeps to it', async ({ desk }) => {
  const page = await desk.open();
  const kept = await page.evaluate(async () => {
    const answer = await fetch('/index.html');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const broken: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
    Reflect.set(window, 'brokenRules', broken);
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    const away = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    return {
      policy,
      broken,
      ran: Reflect.has(window, 'inlineRan'),
      away,
      display: getComputedStyle(document.body).display,
    };
  });
  expect(kept.policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(kept.policy).not.toContain('unsafe');
  expect(kept.ran).toBe(false);
  expect(kept.away).toBe('refused');
  expect(kept.display).not.toBe('none');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'brokenRules') as string[]))
    .toEqual(['script-src-elem', 'style-src-elem', 'connect-src']);
});

test('the scheme answers GET only and nothing outside the page', async ({ desk }) => {
  const page = await desk.open();
  const answers = await page.evaluate(async () => {
    const status = async (path: string, method = 'GET') => (await fetch(path, { method })).status;
    return {
      page: await status('/'),
      post: await status('/', 'POST'),
      above: await status('/..%2fmain/index.cjs'),
      hidden: await status('/.source-hash'),
      absent: await status('/nothing.js'),
      once: await status('/once/abcdef'),
    };
  });
  expect(answers).toEqual({ page: 200, post: 405, above: 404, hidden: 404, absent: 404, once: 404 });
});

test('calls before sign-in and above the contract are refused in words', async ({ desk }) => {
  const page = await desk.open();
  const day = { date: '2027-01-04', doctorIds: null };
  expect(await callAs(page, 'appointments.day', day)).toMatchObject({
    ok: false,
    error: { code: 'UNAUTHENTICATED' },
  });
  expect(await callAs(page, '__proto__', {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});
