import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archivePaths } from './archive';
import { startPacked, type RunningProgram } from './running-program';
import { sampleClinic } from '#test/e2e/support/sample-clinic';
import { requiredEnv, type FreshDatabase } from '#test/support/databases';

const program = requiredEnv('CLINIC_PACKED');

describe('what is in the package', () => {
  it('holds the program and its page, and neither host nor tools nor sources', async () => {
    const archive = join(await resources(), 'app.asar');
    const inside = (await archivePaths(archive)).map(({ path }) => path);
    expect(inside).toEqual(
      expect.arrayContaining([
        'package.json',
        'out/main/index.cjs',
        'out/preload/index.cjs',
        'out/renderer/index.html',
      ]),
    );
    const foreign = inside.filter(
      (path) =>
        /(^|\/)(host|seed|migrate|bridge)\.c?js$|\.map$|\.tsx?$|\.test\./.test(path) ||
        !/^(package\.json|out\/|launcher\/|node_modules\/@node-rs\/argon2)/.test(path),
    );
    expect(foreign).toEqual([]);
  });

  it('keeps argon2’s native part outside the archive, where the system can load it', async () => {
    const archive = await archivePaths(join(await resources(), 'app.asar'));
    const native = archive.filter(({ path }) => path.endsWith('.node'));
    expect(native.length).toBeGreaterThan(0);
    expect(native.filter(({ unpacked }) => !unpacked)).toEqual([]);
    const outside = await readdir(join(await resources(), 'app.asar.unpacked'), { recursive: true });
    expect(outside.filter((path) => path.endsWith('.node'))).toHaveLength(native.length);
  });
});

describe('the fuses of the packed program', () => {
  const wanted = [
    [FuseV1Options.RunAsNode, FuseState.DISABLE],
    [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
    [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
    [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, FuseState.DISABLE],
    // From here on only newer distributions than the compatibility run's have them.
    [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
    [FuseV1Options.WasmTrapHandlers, FuseState.ENABLE],
  ] as const;

  it('are all decided, as many as this Electron has', async () => {
    const wire = Object.entries(await getCurrentFuseWire(program)).filter(([name]) => name !== 'version');
    const found = wire.map(([fuse, state]) => [Number(fuse), state]);
    expect(found.length).toBeGreaterThanOrEqual(7);
    expect(found).toEqual(wanted.slice(0, found.length));
  });
});

describe('the packed program', () => {
  let clinic: FreshDatabase;
  let running: RunningProgram;

  beforeAll(async () => {
    clinic = await sampleClinic(null);
    running = await startPacked(program, clinic);
  }, 180_000);
  afterAll(async () => {
    await running.stop();
    await clinic.drop();
  });

  const call = (name: string, input: unknown) =>
    running.evaluate(
      `window.clinic.call(${JSON.stringify(name)}, ${JSON.stringify(input)}, { requestId: crypto.randomUUID() })`,
    ) as Promise<{ ok: boolean; value: never; error?: unknown }>;

  it('shows its page, signs in by the bundled argon2, and a booking made through it is in the database', async () => {
    await expect
      .poll(() => running.evaluate('document.querySelectorAll("button").length'), { timeout: 30_000 })
      .toBeGreaterThan(0);
    const accounts = await call('session.sampleAccounts', {});
    const desk = (accounts.value as { name: string; password: string; role: string }[]).find(
      ({ role }) => role === 'staff',
    );
    expect(await call('session.signIn', { name: desk?.name, password: desk?.password })).toMatchObject({
      ok: true,
    });

    const doctors = await call('doctors.list', {});
    const found = await call('patients.search', { text: 'kh', after: null, limit: 1 });
    const [doctor] = doctors.value as { id: number }[];
    const [patient] = (found.value as { items: { id: number }[] }).items;
    const date = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
    const booked = await call('appointments.book', {
      doctorId: doctor?.id,
      patientId: patient?.id,
      start: `${date}T10:15`,
      end: `${date}T10:30`,
      type: null,
      reason: 'packed',
      deskNotes: null,
    });
    expect(booked).toMatchObject({
      ok: true,
      value: { appointment: { reason: 'packed', start: `${date}T10:15` } },
    });

    const { id } = (booked.value as { appointment: { id: number } }).appointment;
    const connection = await createConnection(clinic.adminUrl);
    const [slots] = await connection.query(
      'SELECT COUNT(*) AS held FROM appointment_slots WHERE appointment_id = ?',
      [id],
    );
    await connection.end();
    expect(slots).toEqual([{ held: 3 }]);
  });
});

/** Beside the program on Linux and Windows, in the bundle on macOS. */
async function resources(): Promise<string> {
  const folder = requiredEnv('CLINIC_PACKED_FOLDER');
  const names = await readdir(folder);
  return names.includes('resources') ? join(folder, 'resources') : join(folder, 'Contents', 'Resources');
}
