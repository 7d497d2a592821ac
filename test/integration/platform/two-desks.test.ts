import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppointmentId } from '#shared/values/ids';
import { type TestDesk, openDesk } from '#test/support/desk';
import { type Bench, lineTo, openBench } from './support';

let bench: Bench;
const open: TestDesk[] = [];
beforeAll(async () => {
  bench = await openBench();
  await bench.clinic.addAdmin('meena', 'staff');
  await bench.clinic.addAdmin('asha', 'superadmin');
});
afterAll(async () => {
  await Promise.all(open.map((desk) => desk.stop()));
  await bench.close();
});

async function desk(...options: Parameters<typeof openDesk> extends [unknown, ...infer Rest] ? Rest : never) {
  const opened = await openDesk(bench.fresh, ...options);
  open.push(opened);
  return opened;
}

function changed(area: string) {
  return ({ event, data }: { readonly event: string; readonly data: unknown }) =>
    event === 'changed' && typeof data === 'object' && data !== null && Reflect.get(data, 'area') === area;
}

test('who has an appointment in hand at one desk is shown at the other', async () => {
  const front = await (await desk()).signedIn('meena');
  const back = await (await desk()).signedIn('asha');
  const subject = { kind: 'appointment' as const, id: AppointmentId.parse(7) };
  await front.ok('presence.touch', { subject, mode: 'moving' });
  await back.seen(changed('presence'));
  expect(await back.ok('presence.list', {})).toEqual([
    { subject, mode: 'moving', displayName: 'The meena', deskName: 'Test desk', mine: false },
  ]);
  expect(await front.ok('presence.list', {})).toMatchObject([{ mine: true }]);
});

test('a job started at one desk is run and told at the other; who may not run jobs is refused', async () => {
  const front = await (await desk()).signedIn('meena');
  const back = await (await desk()).signedIn('asha');
  expect(await front.refused('jobs.start', { kind: 'reindex' })).toMatchObject({ code: 'FORBIDDEN' });
  const { job } = await back.ok('jobs.start', { kind: 'reindex' });
  await front.seen(changed('jobs'));
  await expect
    .poll(() => front.ok('jobs.list', {}), { timeout: 10_000 })
    .toMatchObject([{ id: job.id, state: 'done', error: null }]);
});

test('before sign-in, with MySQL away, health still says so within two seconds', async () => {
  const line = await lineTo(bench.fresh.mysqlUrl);
  await line.cut();
  const window = (await desk({ mysqlUrl: line.url })).window();
  const began = performance.now();
  expect(await window.ok('health.get', {})).toMatchObject({
    mysql: { state: 'down', version: null },
    outboxPending: null,
  });
  expect(performance.now() - began).toBeLessThan(2_000);
});
