import type { WebSocketRoute } from '@playwright/test';
import { callAs } from '#test/e2e/support/clinic-api';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';

test('a lost socket is opened again: nobody is signed in, and a call on its way says TIMEOUT', async ({
  context,
  desk,
}) => {
  const routes: WebSocketRoute[] = [];
  let answering = true;
  await context.routeWebSocket(/\/ws$/, (route) => {
    routes.push(route);
    const server = route.connectToServer();
    server.onMessage((message) => {
      if (answering) route.send(message);
    });
  });
  const page = await desk.open();
  await signIn(page, 'reception');

  answering = false;
  const onItsWay = callAs(page, 'session.current', {});
  await routes[0]?.close();
  expect(await onItsWay).toEqual({ ok: false, error: { code: 'TIMEOUT' } });
  answering = true;

  await expect(page.getByRole('button', { name: /^Sign in as .*, Reception$/ }).first()).toBeVisible();
  expect(routes).toHaveLength(2);
  await signIn(page, 'reception');
});
