import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting } from './support';

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' });
  ({ clinic, desk } = opened);
  return opened.close;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));

async function known({ doctor, appointmentId }: Consulted): Promise<string[]> {
  const { conditions } = await doctor.ok('consultation.open', { appointmentId });
  return conditions.map(({ name, state }) => `${name} ${state}`);
}

describe('conditions', () => {
  it('are noted once, signed and dated, and undo takes them out', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const { condition } = await doctor.ok('conditions.add', {
      appointmentId,
      name: ' Asthma ',
      notes: 'Since school',
    });
    expect(condition).toMatchObject({ name: 'Asthma', notes: 'Since school', state: 'active' });
    expect(condition.notedBy).toContain('Doctor');
    const twice = await doctor.refused('conditions.add', { appointmentId, name: 'asthma', notes: null });
    expect(twice).toMatchObject({ rules: [{ rule: 'condition_known' }] });
    await doctor.ok('appointments.undo', {});
    expect(await known(visit)).toEqual([]);
    await doctor.ok('appointments.redo', {});
    expect(await known(visit)).toEqual(['Asthma active']);
  });

  it('are over and there again by entries of their own, nothing is overwritten', async () => {
    const visit = await consult();
    const { doctor, appointmentId, patientId } = visit;
    const { condition } = await doctor.ok('conditions.add', { appointmentId, name: 'Jaundice', notes: null });
    const { id, version } = condition;
    const { condition: over } = await doctor.ok('conditions.setState', { id, version, state: 'resolved' });
    expect(over.id).not.toBe(id);
    expect(await known(visit)).toEqual(['Jaundice resolved']);
    const late = await doctor.refused('conditions.setState', { id, version, state: 'resolved' });
    expect(late).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'condition' } });
    await doctor.ok('appointments.undo', {});
    expect(await known(visit)).toEqual(['Jaundice active']);
    await doctor.ok('appointments.redo', {});
    expect(await known(visit)).toEqual(['Jaundice resolved']);
    expect(await clinic.count('patient_conditions WHERE patient_id = ?', [patientId])).toBe(4);
    expect(
      await clinic.count("audit_log WHERE action = 'conditions.setState' AND patient_id = ?", [patientId]),
    ).toBe(3);
  });

  it('noted wrongly are taken out with a reason; nobody who never saw the patient touches them', async () => {
    const visit = await consult();
    const other = await consult();
    const { doctor, appointmentId } = visit;
    const { condition } = await doctor.ok('conditions.add', { appointmentId, name: 'Gout', notes: null });
    const { id, version } = condition;
    const strange = [
      await other.doctor.refused('conditions.remove', { id, version, reason: 'x' }),
      await other.doctor.refused('conditions.setState', { id, version, state: 'resolved' }),
      await other.doctor.refused('conditions.add', { appointmentId, name: 'Gout', notes: null }),
    ];
    expect(strange.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    await doctor.ok('conditions.remove', { id, version, reason: 'The brother has it' });
    expect(await known(visit)).toEqual([]);
    const gone = await doctor.refused('conditions.remove', { id, version: version + 1, reason: 'x' });
    expect(gone).toMatchObject({ code: 'NOT_FOUND', entity: 'condition' });
    await doctor.ok('appointments.undo', {});
    expect(await known(visit)).toEqual(['Gout active']);
  });
});
