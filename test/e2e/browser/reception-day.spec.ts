import { receptionDay } from '#test/e2e/flows/reception';
import { enter } from '#test/e2e/support/screen';
import { test } from '#test/e2e/support/test';

// What a test before left in the booking form would stand in it here.
test.beforeEach(async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.close();
});

test('a visit is booked, moved, checked in and cancelled, live in the window beside it', async ({ desk }) => {
  await receptionDay(desk);
});

test('the same between two desks, each a program of its own', async ({ desk, otherDesk }) => {
  let opened = 0;
  await receptionDay({
    today: desk.today,
    open() {
      opened += 1;
      return opened === 1 ? desk.open() : otherDesk.open();
    },
  });
});
