import { expect, test } from 'vitest';
import { OneAtATime } from './one-at-a-time';

test('whoever asks during a turn shares one more turn, and no two turns overlap', async () => {
  const ends: (() => void)[] = [];
  let under = 0;
  let most = 0;
  const turns = new OneAtATime(async () => {
    under += 1;
    most = Math.max(most, under);
    await new Promise<void>((resolve) => ends.push(resolve));
    under -= 1;
  });
  const first = turns.run();
  const asked = Promise.all([turns.run(), turns.run(), turns.run()]);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await asked;
  expect([ends.length, most]).toEqual([2, 1]);
});
