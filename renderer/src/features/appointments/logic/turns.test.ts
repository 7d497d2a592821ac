import { expect, test } from 'vitest';
import { AppointmentId } from '#shared/values/ids';
import { Turns } from './turns';

/** A change that stays on its way until it is let through. */
function held(log: string[], name: string) {
  let settle: (wentWell: boolean) => void = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  return {
    settle,
    work: () => {
      log.push(name);
      return answer;
    },
  };
}

test('the next change of a visit waits for the one before; another visit does not', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const first = held(log, 'first');
  const moved = turns.change(1, first.work);
  const stepped = turns.change(1, held(log, 'second of it').work);
  const other = held(log, 'other');
  other.settle(true);
  await turns.change(2, other.work);
  expect(log).toEqual(['first', 'other']);
  first.settle(false);
  expect(await moved).toBe(false);
  expect(await stepped).toBe(false);
  expect(log).toEqual(['first', 'other']);
});

test('undo waits for all that is on its way, and what comes after waits for it', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const first = held(log, 'change');
  const done = turns.change(1, first.work);
  const undone = turns.back(() => {
    log.push('undo');
    return Promise.resolve();
  });
  const next = turns.change(2, () => {
    log.push('next');
    return Promise.resolve(true);
  });
  first.settle(true);
  await Promise.all([done, undone, next]);
  expect(log).toEqual(['change', 'undo', 'next']);
});

test('a person knows the versions of their own making, and never an older one than is shown', () => {
  const turns = new Turns();
  turns.made({ id: AppointmentId.parse(1), version: 4 });
  expect(turns.versionOf({ id: AppointmentId.parse(1), version: 3 })).toBe(4);
  expect(turns.versionOf({ id: AppointmentId.parse(1), version: 5 })).toBe(5);
  expect(turns.versionOf({ id: AppointmentId.parse(2), version: 1 })).toBe(1);
});
