import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppointmentDto } from '#shared/contract/appointments';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { addTokenDoctor, walksIn } from './support';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let otherDesk: TestDesk;
let reception: TestWindow;
let other: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addAdmin('ravi', 'staff');
  desk = await openDesk(database, { now: MONDAY });
  otherDesk = await openDesk(database, { now: MONDAY });
  reception = await desk.signedIn('meena');
  other = await otherDesk.signedIn('ravi');
});

afterAll(async () => {
  await desk.stop();
  await otherDesk.stop();
  await clinic.close();
  await database.drop();
});

async function waiting(name: string): Promise<AppointmentDto> {
  const doctorId = await addTokenDoctor(clinic, name);
  return (await reception.ok('queue.walkIn', walksIn(name, doctorId))).appointment;
}

async function mark(visit: AppointmentDto, step: 'called' | 'stepped_out' | 'skipped' | 'back') {
  const { id, version } = visit;
  return (await reception.ok('queue.mark', { id, version, step })).appointment;
}

describe('called, stepped out, skipped and back', () => {
  it('each is a state with its time and person, and the patient waits on', async () => {
    let visit = await waiting('States');
    const seen = [];
    for (const step of ['called', 'stepped_out', 'called', 'skipped', 'back'] as const) {
      visit = await mark(visit, step);
      seen.push([visit.state, visit.queueMark]);
    }
    expect(seen).toEqual([
      ['waiting', 'called'],
      ['waiting', 'stepped_out'],
      ['waiting', 'called'],
      ['waiting', 'skipped'],
      ['waiting', null],
    ]);
    const [rows] = await clinic.owner.query(
      'SELECT called_by, stepped_out_by, skipped_by, back_by, called_at IS NOT NULL AS called FROM appointments WHERE id = ?',
      [visit.id],
    );
    expect(rows).toEqual([
      {
        called_by: 'admin:1',
        stepped_out_by: 'admin:1',
        skipped_by: 'admin:1',
        back_by: 'admin:1',
        called: 1,
      },
    ]);
    expect(await clinic.count("audit_log WHERE action = 'queue.mark' AND entity_id = ?", [visit.id])).toBe(5);
  });

  it('each is taken back to exactly the mark before', async () => {
    const visit = await waiting('Back');
    await mark(await mark(visit, 'stepped_out'), 'called');
    const marks = [];
    for (const name of ['undo', 'undo', 'redo', 'redo', 'undo'] as const) {
      const { change } = await reception.ok(`appointments.${name}`, {});
      marks.push(change?.appointment.queueMark);
    }
    expect(marks).toEqual(['stepped_out', null, 'stepped_out', 'called', 'stepped_out']);
  });

  it('another desk hears of it and sees it', async () => {
    const visit = await waiting('Live');
    const called = await mark(visit, 'called');
    // Commits that come close together are told of together: it may be any of the ids.
    const itsId = new RegExp(`"ids":\\[[^\\]]*\\b${String(visit.id)}\\b`);
    await other.seen(({ event, data }) => event === 'changed' && itsId.test(JSON.stringify(data)));
    expect(await other.ok('appointments.get', { id: visit.id })).toMatchObject({
      version: called.version,
      queueMark: 'called',
      markedAt: called.markedAt,
    });
  });

  it('two desks that call at once: one does, the other is told who was faster', async () => {
    const { id, version } = await waiting('Race');
    const calls = [reception, other].map((desk) => desk.call('queue.mark', { id, version, step: 'called' }));
    const answers = await Promise.all(calls);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [refusal] = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(refusal).toMatchObject({ code: 'CONFLICT', conflict: { kind: 'stale', entity: 'appointment' } });
  });

  it('is refused for who does not wait, and for what is so already', async () => {
    const visit = await waiting('Refused');
    const called = await mark(visit, 'called');
    const again = { id: called.id, version: called.version, step: 'called' } as const;
    expect(await reception.refused('queue.mark', again)).toMatchObject({
      rules: [{ rule: 'step_not_allowed' }],
    });
    const { id, version } = called;
    const { appointment } = await reception.ok('appointments.status', { id, version, to: 'in_room' });
    expect(
      await reception.refused('queue.mark', { id, version: appointment.version, step: 'skipped' }),
    ).toMatchObject({ rules: [{ rule: 'step_not_allowed' }] });
  });

  it('whoever is put back to not here yet is in no line any more', async () => {
    const { id, version } = await mark(await waiting('Gone'), 'stepped_out');
    const { appointment } = await reception.ok('appointments.status', { id, version, to: 'scheduled' });
    expect(appointment).toMatchObject({ state: 'scheduled', queueMark: null });
  });
});
