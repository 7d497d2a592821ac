import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { freshDatabase } from '#test/support/databases';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

beforeEach(() => setLinks({ clinic: 'https://meet.example.org/clinic-{token}', doctors: {} }));

async function setLinks(value: unknown): Promise<void> {
  await clinic.owner.query("UPDATE settings SET value = CAST(? AS JSON) WHERE `key` = 'videoLinks'", [
    JSON.stringify(value),
  ]);
}

async function booked(type: 'telemedicine' | 'in_person' | null = 'telemedicine') {
  const input = await newVisit(clinic, { type, reason: 'Chest pain' });
  return (await reception.ok('appointments.book', input)).appointment;
}

const linkOf = (id: number) => reception.ok('appointments.videoLink', { id });

describe('the link of a visit by video', () => {
  it('is the visit’s own, the same each time, also after it was moved, and nothing tells it beforehand', async () => {
    const [one, two] = [await booked(), await booked()];
    const { link, problem } = await linkOf(one.id);
    expect(problem).toBeNull();
    expect(link).toMatch(/^https:\/\/meet\.example\.org\/clinic-[\w-]{22}$/u);
    expect((await linkOf(two.id)).link).not.toBe(link);
    const moved = { doctorId: one.doctorId, start: '2027-01-06T11:00', end: '2027-01-06T11:20' };
    await reception.ok('appointments.reschedule', { id: one.id, version: one.version, ...moved });
    expect((await linkOf(one.id)).link).toBe(link);
    expect(JSON.stringify(await reception.ok('settings.get', {}))).not.toMatch(/video|meet\.example/iu);
  });

  it('is another one in another clinic', async () => {
    const elsewhere = await freshDatabase();
    const other = await smallClinic(elsewhere);
    const secrets = await Promise.all(
      [clinic, other].map(({ owner }) =>
        owner.query("SELECT value FROM settings WHERE `key` = 'videoSecret'"),
      ),
    );
    await other.close();
    await elsewhere.drop();
    const [ours, theirs] = secrets.map(([rows]) => JSON.stringify(rows));
    expect(ours).toMatch(/[0-9A-F]{64}/u);
    expect(theirs).toMatch(/[0-9A-F]{64}/u);
    expect(ours).not.toBe(theirs);
  });

  it('is the doctor’s own room where there is one', async () => {
    const visit = await booked();
    await setLinks({ clinic: null, doctors: { [visit.doctorId]: 'https://meet.example.org/dr-rao' } });
    expect(await linkOf(visit.id)).toEqual({ link: 'https://meet.example.org/dr-rao', problem: null });
  });

  it('is not there for who comes in person, where none is set, and where what is set is not safe', async () => {
    const visit = await booked();
    expect(await linkOf((await booked('in_person')).id)).toEqual({ link: null, problem: 'in_person' });
    expect(await linkOf((await booked(null)).id)).toEqual({ link: null, problem: 'in_person' });
    await setLinks({ clinic: null, doctors: {} });
    expect(await linkOf(visit.id)).toEqual({ link: null, problem: 'not_set' });
    for (const broken of [
      { clinic: 'http://meet.example.org/{token}', doctors: {} },
      { clinic: 'https://meet.example.org/everybody', doctors: {} },
      { clinic: 'javascript:alert(1)//{token}', doctors: {} },
      { clinic: 7 },
      'https://meet.example.org/{token}',
    ]) {
      await setLinks(broken);
      expect(await linkOf(visit.id)).toEqual({ link: null, problem: 'broken' });
    }
  });

  it('is the last line of what the patient is told, unless there is no time any more', async () => {
    const visit = await booked();
    const { link } = await linkOf(visit.id);
    const told = async (appointmentId: typeof visit.id, kind: 'booked' | 'put_off') =>
      (await reception.ok('messages.compose', { appointmentId, kind })).text;
    expect((await told(visit.id, 'booked')).split('\n').at(-1)).toBe(link);
    expect(await told(visit.id, 'put_off')).not.toContain('https://');
    expect(await told((await booked('in_person')).id, 'booked')).not.toContain('https://');
  });
});
