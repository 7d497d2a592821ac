import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reindexPatients } from '#electron/features/patients/indexing';
import { type Desk, openDesk } from './desk';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  await desk.close();
});

describe('reindexing', () => {
  test('finds rows another program wrote, and forgets what it removed', async () => {
    const kept = await desk.register({ firstName: 'Reindexed', lastName: 'Person' });
    await desk.db.write(async (tx) => {
      await tx.run(
        `INSERT INTO patients (first_name, last_name, email, password_hash) VALUES ('Rawly', 'Written', 'raw@example.com', '!')`,
        [],
      );
      await tx.run("UPDATE patients SET first_name = 'Renamed' WHERE id = ?", [kept.id]);
    });
    expect((await desk.search('rawly')).items).toEqual([]);
    const progress: number[] = [];
    const done = await reindexPatients(desk.db, {
      onProgress: (at) => progress.push(at),
      signal: new AbortController().signal,
    });
    const [{ n } = { n: 0 }] = await desk.select<{ n: number }>('SELECT COUNT(*) AS n FROM patients');
    expect(done).toBe(n);
    expect(progress.at(-1)).toBe(n);
    expect((await desk.search('rawly writ')).items).toHaveLength(1);
    expect((await desk.search('reindexed')).items).toEqual([]);
    expect((await desk.search('renamed person')).items).toMatchObject([{ id: kept.id }]);
  });

  test('stops when it is asked to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(
      reindexPatients(desk.db, { onProgress: () => undefined, signal: stop.signal }),
    ).rejects.toThrow('stopped');
  });
});
