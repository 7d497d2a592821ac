import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatientDto } from '#shared/contract/patients';
import type { RetentionRun } from '#shared/contract/retention';
import type { DoctorId } from '#shared/values/ids';
import { indexPatients } from '#electron/features/patients/indexing';
import { archiveByRule } from '#electron/features/retention/runs';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { machineClock } from '#electron/shell/clock';
import type { TestWindow } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { patientFields } from '#test/support/new-patient';

let at: OneDesk;
let admin: TestWindow;
let reception: TestWindow;
let doctorId: DoctorId;
beforeAll(async () => {
  at = await oneDesk(Date.UTC(2028, 0, 4, 5), { meena: 'superadmin', ravi: 'staff' });
  admin = await at.desk.signedIn('meena');
  reception = await at.desk.signedIn('ravi');
  doctorId = await at.clinic.addDoctor('Archiva');
});
afterAll(() => at.close());

async function register(firstName: string, phone: string | null = null): Promise<PatientDto> {
  const { patient } = await reception.ok('patients.register', {
    fields: patientFields({ firstName, lastName: 'Longago', phone }),
  });
  return patient;
}

/** As if nobody had touched the row for so many years of the server's clock. */
async function age(patient: PatientDto, years: number): Promise<void> {
  await at.clinic.owner.query(
    `UPDATE patients SET created_at = UTC_TIMESTAMP() - INTERVAL ? YEAR, updated_at = UTC_TIMESTAMP() - INTERVAL ? YEAR
      WHERE id = ?`,
    [years, years, patient.id],
  );
}

async function old(firstName: string, years = 8, phone: string | null = null): Promise<PatientDto> {
  const patient = await register(firstName, phone);
  await age(patient, years);
  return admin.ok('patients.get', { id: patient.id });
}

/** A visit that took place so many years before the server's today. */
async function visited(patient: PatientDto, years: number): Promise<void> {
  await at.clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, completed_at)
     SELECT ?, ?, UTC_DATE() - INTERVAL ? YEAR + INTERVAL 9 HOUR, UTC_DATE() - INTERVAL ? YEAR + INTERVAL 10 HOUR,
       'completed', UTC_TIMESTAMP()`,
    [patient.id, doctorId, years, years],
  );
}

/** The rule as an administrator saves it. */
async function rule(years: number | null): Promise<void> {
  const { values, marks } = await admin.ok('settings.all', {});
  if (values.retentionYears === years) return;
  await admin.ok('settings.save', {
    values: { retentionYears: years },
    versions: { retentionYears: marks.retentionYears.version },
  });
}

async function ended(): Promise<RetentionRun> {
  for (;;) {
    const from = admin.events.length;
    const [run] = (await admin.ok('retention.latest', {})).runs;
    if (run !== undefined && run.state !== 'waiting' && run.state !== 'running') return run;
    await admin.seen((event) => admin.events.indexOf(event) >= from && event.event === 'changed');
  }
}

async function found(text: string, removed = false): Promise<number[]> {
  const { items } = await reception.ok('patients.search', { text, after: null, limit: 20, removed });
  return items.map(({ id }) => id);
}

const booking = (patient: PatientDto, time: string) => ({
  doctorId,
  patientId: patient.id,
  start: `2028-01-${time}`,
  end: `2028-01-${time.slice(0, 3)}${time.slice(3, 5)}:15`,
  type: null,
  reason: null,
  deskNotes: null,
});

const archivedRule = { code: 'RULE_VIOLATION', rules: [{ rule: 'patient_archived' }], overridable: false };

describe('by the rule', () => {
  test('who was seen, booked, changed or waits stays; the others are named before, archived, and brought back as one', async () => {
    const gone = await old('Gonea');
    const came = await old('Camea');
    await visited(came, 7);
    const recent = await old('Recenta');
    await visited(recent, 2);
    const young = await old('Younga', 3);
    const expected = await old('Expecta');
    await reception.ok('appointments.book', booking(expected, '10T10:00'));
    await age(expected, 8);
    const waiting = await old('Waitsa');
    await reception.ok('waitlist.add', {
      patientId: waiting.id,
      fields: {
        whose: { kind: 'anyone' },
        from: '2028-01-05',
        to: null,
        parts: [],
        minutes: 15,
        urgency: 'routine',
        note: null,
        heldId: null,
      },
    });
    await age(waiting, 8);
    const stays = await old('Staysa');
    const merged = await old('Mergea');
    await visited(merged, 1);
    await admin.ok('patients.merge', { id: merged.id, version: merged.version, intoId: stays.id });
    await age(stays, 8);
    await age(merged, 8);

    expect((await admin.ok('retention.preview', { years: 5 })).due).toBe(2);
    const seen = await admin.ok('retention.due', { years: 5, after: null, limit: 20 });
    expect(seen.next).toBeNull();
    expect(seen.items).toMatchObject([
      { id: gone.id, lastVisit: null },
      { id: came.id, lastVisit: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string },
    ]);
    expect(await at.clinic.count('patients WHERE archived_at IS NOT NULL')).toBe(0);

    await rule(5);
    await admin.ok('retention.run', { years: 5 });
    const run = await ended();
    expect(run).toMatchObject({ kind: 'archive', state: 'done', done: 2, archived: 2 });
    expect(await found('longago')).toEqual(
      expect.arrayContaining([recent.id, young.id, expected.id, waiting.id, stays.id]),
    );
    expect(await found('gonea')).toEqual([]);
    expect(await found('gonea', true)).toEqual([gone.id]);
    const shown = await reception.ok('patients.get', { id: came.id });
    expect(shown.archivedAt).not.toBeNull();
    const past = await reception.ok('patients.visits', { id: came.id, when: 'past', after: null, limit: 5 });
    expect(past.items).toHaveLength(1);
    expect(await at.clinic.count("audit_log WHERE action = 'retention.run' AND entity = 'patient'")).toBe(2);

    await admin.ok('retention.bringBack', { run: run.jobId });
    expect(await ended()).toMatchObject({ kind: 'unarchive', state: 'done', done: 2 });
    expect(await found('gonea')).toEqual([gone.id]);
    expect(await at.clinic.count('patients WHERE archived_at IS NOT NULL')).toBe(0);
    expect((await admin.ok('retention.preview', { years: 5 })).due).toBe(0);
  });

  test('a clinic without a rule archives nobody: years out of bounds are refused, and only administrators may', async () => {
    expect(await admin.call('retention.run', { years: 0 })).toMatchObject({
      error: { code: 'VALIDATION', issues: [{ path: 'years', code: 'too_small' }] },
    });
    expect(await reception.call('retention.preview', { years: 5 })).toMatchObject({
      error: { code: 'FORBIDDEN' },
    });
    await rule(null);
    expect(await admin.call('retention.run', { years: 5 })).toMatchObject({
      error: { code: 'RULE_VIOLATION', rules: [{ rule: 'retention_changed' }], overridable: false },
    });
  });
});

describe('a run that is stopped', () => {
  test('tells the desks what it did, and begun anew goes on where it was', async () => {
    await at.clinic.owner.query(
      `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
       SELECT 'Halta', 'Way', CONCAT('halta', b.n, '.', a.n, '@patient.invalid'), '!',
         UTC_TIMESTAMP() - INTERVAL 8 YEAR, UTC_TIMESTAMP() - INTERVAL 8 YEAR
       FROM grid_steps a JOIN grid_steps b WHERE a.n < 13 AND b.n < 10`,
    );
    const db = openDatabase(openSequelize(at.database.mysqlUrl), machineClock);
    const id = 4_000_000;
    const order = { actor: 'admin:1', deskId: '6f0c3a52-5a5e-4d5b-9f0e-0f3a52d1c001', years: 5 };
    const begun = (signal: AbortSignal, progress: (done: number) => void) =>
      archiveByRule(indexPatients)({ id, params: JSON.stringify(order), db, signal, progress });
    const archived = () => at.clinic.count(`patients WHERE archive_job_id = ${String(id)}`);
    const told = () => at.clinic.count("feed WHERE area = 'patients' AND kind = 'bulk'");
    const before = await told();
    const stop = new AbortController();
    await expect(
      begun(stop.signal, () => {
        stop.abort(new Error('stopped'));
      }),
    ).rejects.toThrow('stopped');
    expect(await archived()).toBe(100);
    expect(await told()).toBe(before + 1);
    const counted: number[] = [];
    await begun(new AbortController().signal, (done) => counted.push(done));
    await db.close();
    expect(counted.at(-1)).toBe(130);
    expect(await archived()).toBe(130);
    expect(await told()).toBe(before + 2);
    expect(
      await at.clinic.count(
        "audit_log a JOIN patients p ON p.id = a.patient_id WHERE a.action = 'retention.run' AND p.first_name = 'Halta'",
      ),
    ).toBe(130);
  });
});

describe('an archived patient', () => {
  test('is known to whoever registers them again', async () => {
    const patient = await register('Dobara', '98450 44987');
    await reception.ok('patients.archive', { id: patient.id, version: patient.version });
    const removed = await register('Dobara', '98450 44987');
    await reception.ok('patients.remove', { id: removed.id, version: removed.version });
    const { items } = await reception.ok('patients.likely', {
      sketch: {
        firstName: 'Dobara',
        lastName: 'Longago',
        phone: '9845044987',
        contactEmail: null,
        birth: null,
        guardian: null,
      },
      exceptId: null,
    });
    expect(items.map(({ patient: { id, archivedAt } }) => [id, archivedAt !== null])).toEqual([
      [patient.id, true],
    ]);
  });

  test('is changed, booked and put on the list after they are brought back; both ways are undone', async () => {
    const patient = await register('Cardo', '98450 44123');
    const { patient: archived } = await reception.ok('patients.archive', {
      id: patient.id,
      version: patient.version,
    });
    expect(await found('cardo')).toEqual([]);
    const byNumber = await reception.ok('patients.byNumber', { number: patient.clinicNo ?? '' });
    expect(byNumber.items).toMatchObject([{ id: patient.id }]);
    for (const refused of [
      await reception.call('patients.edit', {
        id: patient.id,
        version: archived.version,
        changes: { guardian: 'x' },
      }),
      await reception.call('appointments.book', booking(patient, '11T10:00')),
      await reception.call('queue.walkIn', {
        patient: { kind: 'known', id: patient.id },
        doctor: { kind: 'doctor', id: doctorId },
        reason: null,
      }),
    ]) {
      expect(refused).toMatchObject({ error: archivedRule });
    }
    await reception.ok('appointments.undo', {});
    expect(await found('cardo')).toEqual([patient.id]);
    await reception.ok('appointments.book', booking(patient, '11T10:00'));
    const now = await reception.ok('patients.get', { id: patient.id });
    expect(await reception.call('patients.archive', { id: patient.id, version: now.version })).toMatchObject({
      error: { code: 'RULE_VIOLATION', rules: [{ rule: 'coming_visits' }] },
    });
  });

  test('archiving and a booking in the same moment: the patient is booked and here, or archived and not booked', async () => {
    await rule(5);
    for (let round = 0; round < 12; round += 1) {
      const patient = await old(`Racer${String.fromCharCode(97 + round)}`);
      const hour = String(9 + Math.floor(round / 4)).padStart(2, '0');
      const start = `12T${hour}:${String((round % 4) * 15).padStart(2, '0')}`;
      const visit = {
        ...booking(patient, start),
        end: `2028-01-12T${hour}:${String((round % 4) * 15 + 5).padStart(2, '0')}`,
      };
      const [booked] = await Promise.all([
        reception.call('appointments.book', visit),
        admin.ok('retention.run', { years: 5 }),
      ]);
      await ended();
      const now = await admin.ok('patients.get', { id: patient.id });
      expect([round, booked.ok]).toEqual([round, now.archivedAt === null]);
    }
  });
});
