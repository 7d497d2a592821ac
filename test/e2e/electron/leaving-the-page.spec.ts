import { expect, test } from '#test/e2e/support/electron-test';

for (const address of [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'app://other/',
  'app://clinic/main/x',
]) {
  test(`a navigation to ${address} is denied`, async ({ desk }) => {
    const page = await desk.open();
    const before = page.url();
    await page.evaluate((target) => {
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
    }, address);
    await page.evaluate((target) => {
      location.href = target;
    }, address);
    expect(await page.evaluate(() => location.href)).toBe(before);
    expect(await page.evaluate(() => typeof Reflect.get(window, 'clinic'))).toBe('object');
  });
}

test('no page opens a window', async ({ electronApp, desk }) => {
  const page = await desk.open();
  const opened = await page.evaluate(() =>
    ['https://example.com/', 'about:blank', 'app://clinic/', 'javascript:alert(1)'].map((target) =>
      window.open(target),
    ),
  );
  expect(opened).toEqual([null, null, null, null]);
  expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('only links of the short list leave for the system', async ({ electronApp, desk }) => {
  const page = await desk.open();
  await electronApp.evaluate(({ shell }) => {
    const left: string[] = [];
    Reflect.set(globalThis, 'left', left);
    Reflect.set(shell, 'openExternal', (address: string) => {
      left.push(address);
      return Promise.resolve();
    });
  });
  await page.evaluate(() => {
    for (const target of [
      'tel:+919876543210',
      'https://wa.me/919876543210',
      'https://wa.me.example.com/',
      'https://user@wa.me/',
      'http://wa.me/',
      'https://example.com/',
      'smb://share/',
      'file:///etc/passwd',
    ]) {
      window.open(target);
    }
  });
  await expect
    .poll(() => electronApp.evaluate(() => Reflect.get(globalThis, 'left') as string[]))
    .toEqual(['tel:+919876543210', 'https://wa.me/919876543210']);
});

test('permissions and devices are denied', async ({ desk }) => {
  const page = await desk.open();
  const states = await page.evaluate(async () => {
    const asked = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
    ] as PermissionName[];
    const answers = await Promise.all(
      asked.map(async (name) => (await navigator.permissions.query({ name })).state),
    );
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (cause: unknown) => (cause as Error).name,
    );
    return { answers: [...new Set(answers)], media, notification: await Notification.requestPermission() };
  });
  expect(states.answers).toEqual(['denied']);
  expect(states.media).toMatch(/NotAllowedError|NotFoundError/);
  expect(states.notification).toBe('denied');
});

test('a webview tag stays an unknown element', async ({ electronApp, desk }) => {
  const page = await desk.open();
  const before = await electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const kind = await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
    return [view.constructor.name, Reflect.has(view, 'executeJavaScript')];
  });
  expect(kind).toEqual(['HTMLElement', false]);
  expect(await electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(
    before,
  );
});
