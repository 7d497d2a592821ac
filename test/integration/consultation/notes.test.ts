import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { type Consulted, consulting } from './support';

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin', meena: 'staff' });
  ({ clinic, desk } = opened);
  return opened.close;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));

async function noted({ doctor, appointmentId }: Consulted, text: string) {
  return (await doctor.ok('notes.save', { appointmentId, version: null, text })).note;
}

describe('the note of a visit', () => {
  it('is kept as typed, signed, and then fixed by the database too', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const first = await noted(visit, 'Sleeps badly  \n');
    expect(first).toMatchObject({ text: 'Sleeps badly  \n', signedAt: null, addenda: [] });
    const { note } = await doctor.ok('notes.save', {
      appointmentId,
      version: first.version,
      text: 'Sleeps badly since May',
    });
    const late = await doctor.refused('notes.save', { appointmentId, version: first.version, text: 'Other' });
    expect(late).toMatchObject({
      code: 'CONFLICT',
      conflict: { entity: 'note', current: { text: 'Sleeps badly since May' } },
    });
    const { note: signed } = await doctor.ok('notes.sign', { id: note.id, version: note.version });
    expect(signed.signedBy).toContain('Doctor');
    for (const change of [
      doctor.refused('notes.save', { appointmentId, version: signed.version, text: 'Other' }),
      doctor.refused('notes.sign', { id: note.id, version: signed.version }),
    ]) {
      expect(await change).toMatchObject({ rules: [{ rule: 'note_signed' }] });
    }
    await expect(
      clinic.owner.query("UPDATE visit_notes SET body = 'Other' WHERE id = ?", [note.id]),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: a signed note stays as it is' });
    await expect(clinic.owner.query('DELETE FROM visit_notes WHERE id = ?', [note.id])).rejects.toMatchObject(
      {
        sqlMessage: 'clinic: a signed note stays as it is',
      },
    );
    expect(await clinic.count("audit_log WHERE action = 'notes.sign' AND entity_id = ?", [note.id])).toBe(1);
    expect(
      await clinic.count("audit_log WHERE action = 'notes.of' AND patient_id = ?", [visit.patientId]),
    ).toBe(0);
    await doctor.ok('notes.of', { appointmentId });
    expect(
      await clinic.count("audit_log WHERE action = 'notes.of' AND patient_id = ?", [visit.patientId]),
    ).toBe(1);
  });

  it('has addenda once it is signed, which stay as they are', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const { id, version } = await noted(visit, 'Cough');
    const early = await doctor.refused('notes.addendum', { id, text: 'X-ray clear' });
    expect(early).toMatchObject({ rules: [{ rule: 'note_not_signed' }] });
    await expect(
      clinic.owner.query("INSERT INTO visit_note_addenda (note_id, body, created_by) VALUES (?, 'x', 'x')", [
        id,
      ]),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: only a signed note has addenda' });
    await doctor.ok('notes.sign', { id, version });
    await doctor.ok('notes.addendum', { id, text: 'X-ray clear' });
    await doctor.ok('notes.addendum', { id, text: 'Spoke on the phone' });
    const { note } = await doctor.ok('notes.of', { appointmentId });
    expect(note?.addenda.map(({ text }) => text)).toEqual(['X-ray clear', 'Spoke on the phone']);
    await expect(clinic.owner.query("UPDATE visit_note_addenda SET body = 'x'")).rejects.toMatchObject({
      sqlMessage: 'clinic: an addendum stays as it is',
    });
    await expect(clinic.owner.query('DELETE FROM visit_note_addenda')).rejects.toMatchObject({
      sqlMessage: 'clinic: an addendum stays as it is',
    });
  });

  it('is signed only when there is something in it, by who sees the patient, and not twice at once', async () => {
    const visit = await consult();
    const other = await consult();
    const { doctor, appointmentId } = visit;
    const blank = await noted(visit, '  \n');
    const at = { id: blank.id, version: blank.version };
    expect(await doctor.refused('notes.sign', at)).toMatchObject({ rules: [{ rule: 'note_empty' }] });
    const { note } = await doctor.ok('notes.save', { appointmentId, version: blank.version, text: 'Fever' });
    const strange = [
      await other.doctor.refused('notes.sign', { id: note.id, version: note.version }),
      await other.doctor.refused('notes.addendum', { id: note.id, text: 'x' }),
      await other.doctor.refused('notes.of', { appointmentId }),
      await other.doctor.refused('notes.save', { appointmentId, version: note.version, text: 'x' }),
    ];
    expect(strange.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    const both = await Promise.all([
      doctor.raw('notes.sign', { id: note.id, version: note.version }),
      doctor.raw('notes.sign', { id: note.id, version: note.version }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const guessed = await doctor.refused('notes.sign', { id: 2_000_000_000, version: 1 });
    expect(guessed).toMatchObject({ code: 'NOT_FOUND', entity: 'note' });
  });

  it('stands beside the next visit’s, the newest first, as soon as it is signed', async () => {
    const before = await consult();
    const { id, version } = await noted(before, 'First time');
    const { doctor, doctorId, patientId } = before;
    const times = { start: '2027-01-11T10:00', end: '2027-01-11T10:20' };
    const booked = await doctor.ok(
      'appointments.book',
      await newVisit(clinic, { doctorId, patientId, ...times }),
    );
    const next = { appointmentId: booked.appointment.id };
    expect((await doctor.ok('notes.of', next)).earlier).toEqual([]);
    await doctor.ok('notes.sign', { id, version });
    const { note, earlier } = await doctor.ok('notes.of', next);
    expect(note).toBeNull();
    expect(earlier.map(({ text }) => text)).toEqual(['First time']);
  });

  it('longer than a column holds is refused at its field', async () => {
    const { doctor, appointmentId } = await consult();
    const long = await doctor.refused('notes.save', {
      appointmentId,
      version: null,
      text: 'ம'.repeat(16_001),
    });
    expect(long).toMatchObject({ issues: [{ path: 'text', code: 'too_long' }] });
    const text = 'ம'.repeat(16_000);
    expect((await doctor.ok('notes.save', { appointmentId, version: null, text })).note.text).toBe(text);
  });
});

describe('templates of notes', () => {
  it('are one’s own, changed and removed, each undone', async () => {
    const { doctor } = await consult();
    const { doctor: other } = await consult();
    const names = async () =>
      (await doctor.ok('notes.templates', {})).templates.map(({ name, text }) => `${name}: ${text}`);
    const { template } = await doctor.ok('notes.addTemplate', { name: 'Fever', text: 'Since, chills' });
    expect(await names()).toEqual(['Fever: Since, chills']);
    expect((await other.ok('notes.templates', {})).templates).toEqual([]);
    const { id, version } = template;
    const strange = await other.refused('notes.removeTemplate', { id, version });
    expect(strange).toMatchObject({ code: 'NOT_FOUND', entity: 'note_template' });

    await doctor.ok('notes.editTemplate', { id, version, name: 'Fever', text: 'Since, chills, rash' });
    const late = await doctor.refused('notes.removeTemplate', { id, version });
    expect(late).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'note_template' } });
    await doctor.ok('appointments.undo', {});
    expect(await names()).toEqual(['Fever: Since, chills']);
    await doctor.ok('appointments.redo', {});
    expect(await names()).toEqual(['Fever: Since, chills, rash']);
    await doctor.ok('appointments.undo', {});
    await doctor.ok('appointments.undo', {});
    expect(await names()).toEqual([]);
    await doctor.ok('appointments.redo', {});
    expect(await names()).toEqual(['Fever: Since, chills']);
  });
});
