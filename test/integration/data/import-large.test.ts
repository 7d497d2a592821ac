import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type DataDesk, checked, confirmed, openDataDesk, settled } from './support';

vi.setConfig({ testTimeout: 120_000 });

let data: DataDesk;
beforeAll(async () => {
  data = await openDataDesk();
});
afterAll(() => data.close());

const FIRST = ['Asha', 'Bina', 'Chetan', 'Divya', 'Eshan', 'Farida', 'Gopal', 'Hema', 'Imran', 'Jaya'];
const LAST = ['Verma', 'Das', 'Rao', 'Iyer', 'Khan', 'Nair', 'Patel', 'Sharma', 'Menon', 'Bose'];

function rows(from: number, count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const n = from + at;
    const name = `${FIRST[n % 10] ?? ''} ${String.fromCharCode(97 + (Math.floor(n / 100) % 26))}${String.fromCharCode(97 + (Math.floor(n / 2600) % 26))}an ${LAST[Math.floor(n / 10) % 10] ?? ''}`;
    return `${name},98${String(10_000_000 + n)},${String(1940 + (n % 70))}-0${String(1 + (n % 9))}-1${String(n % 10)},L-${String(n)}`;
  });
  return `Name,Phone,DOB,Old file no\n${lines.join('\n')}\n`;
}

test('ten thousand rows come in whole, and none of them when it is stopped on the way', async () => {
  const { window, clinic } = data;
  const before = await clinic.count('patients');
  const seen = await checked(window, 'patients', rows(0, 10_000));
  expect(seen).toMatchObject({ counts: { rows: 10_000, make: 10_000 } });
  const begun = await window.ok('imports.confirm', {
    id: seen.id,
    version: seen.version,
    leaveOut: 0,
    warned: null,
  });
  const jobId = begun.import.progress?.jobId ?? 0;
  await vi.waitFor(async () => {
    const now = await window.ok('imports.get', { id: seen.id });
    expect(now.progress?.done ?? 0).toBeGreaterThan(0);
  }, 60_000);
  await window.ok('jobs.cancel', { id: jobId });
  const stopped = await settled(window, seen.id);
  expect(stopped).toMatchObject({ state: 'ready', trouble: { code: 'cancelled' } });
  expect(await clinic.count('patients')).toBe(before);
  expect(await clinic.count('import_made')).toBe(0);

  expect(await confirmed(window, stopped)).toMatchObject({ state: 'done' });
  expect(await clinic.count('patients')).toBe(before + 10_000);
});
