import { receptionDay } from '#test/e2e/flows/reception';
import { test } from '#test/e2e/support/electron-test';

test('a visit is booked, moved, checked in and cancelled, live in the window beside it', async ({ desk }) => {
  await receptionDay(desk);
});
