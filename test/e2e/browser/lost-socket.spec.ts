import { randomUUID } from 'node:crypto';
import type { WebSocketRoute } from '@playwright/test';
import { callAs } from '#test/e2e/support/clinic-api';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';

test('a lost socket is opened again: nobody is signed in, and a call on its way says TIMEOUT', async ({
  context,
  desk,
}) => {
  const routes: WebSocketRoute[] = [];
  // The socket is lost as soon as this call is on its way.
  const requestId = randomUUID();
  await context.routeWebSocket(/\/ws$/, (route) => {
    routes.push(route);
    const server = route.connectToServer();
    route.onMessage((message) => {
      if (String(message).includes(requestId)) void route.close();
      else server.send(message);
    });
  });
  const page = await desk.open();
  await signIn(page, 'reception');

  expect(await callAs(page, 'session.current', {}, requestId)).toEqual({
    ok: false,
    error: { code: 'TIMEOUT' },
  });
  await expect(page.getByRole('button', { name: /^Sign in as .*, Reception$/ }).first()).toBeVisible();
  expect(routes).toHaveLength(2);
  await signIn(page, 'reception');
});
