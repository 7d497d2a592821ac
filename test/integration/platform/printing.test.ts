import { afterAll, beforeAll, expect, test } from 'vitest';
import { papersOfTheRoom } from '#electron/consulting-room';
import { DoctorHours } from '#electron/features/hours/doctor-hours';
import { Calendar } from '#electron/features/appointments/calendar';
import { createDoctorsService } from '#electron/features/doctors/service';
import { getPatient, recordsOf } from '#electron/features/patients/loading';
import { PrintingService } from '#electron/features/printing/service';
import { createSettingsService } from '#electron/features/settings/service';
import { openWords } from '#electron/platform/words';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';
import { paperTray } from '#test/support/desk';
import { type Bench, openBench, personAt, quiet } from './support';

const away = {
  state: () => 'down' as const,
  get collections(): never {
    throw new Error('a MongoDB that is away was asked');
  },
};

let bench: Bench;
let rao: DoctorId;
let shah: DoctorId;
let patients: Record<'asha' | 'bela' | 'chitra', PatientId>;
beforeAll(async () => {
  bench = await openBench();
  rao = await bench.clinic.addDoctor('Rao');
  shah = await bench.clinic.addDoctor('Shah');
  patients = {
    asha: await bench.clinic.addPatient('Asha', '98765 43210'),
    bela: await bench.clinic.addPatient('Bela'),
    chitra: await bench.clinic.addPatient('Chitra'),
  };
  const book = (patient: PatientId, start: string, end: string, closed: string | null) =>
    bench.run(
      `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, reason, status, closed_as)
       VALUES (?, ?, ?, ?, 'Fever', IF(? IS NULL, 'scheduled', 'cancelled'), ?)`,
      [patient, rao, start, end, closed, closed],
    );
  await book(patients.bela, '2027-01-04 11:00', '2027-01-04 11:15', null);
  await book(patients.asha, '2027-01-04 09:15', '2027-01-04 09:30', null);
  await book(patients.chitra, '2027-01-04 10:00', '2027-01-04 10:15', 'no_show');
});
afterAll(() => bench.close());

async function print(doctorIds: DoctorId[] | null, date = '2027-01-04') {
  const settings = createSettingsService(bench.db, quiet);
  const doctors = createDoctorsService();
  const paper = paperTray();
  const printing = new PrintingService({
    settings,
    doctors,
    patients: { get: getPatient },
    calendar: new Calendar(new DoctorHours(settings, doctors), doctors),
    paper,
    ...papersOfTheRoom({ recordsOf, settings, mongo: away }),
    clock: { now: () => Date.parse('2027-01-04T03:10:00Z'), shiftedFrom: null },
    words: { en: openWords('en'), hi: openWords('hi') },
    logger: quiet,
  });
  const request = { kind: 'daySheet', date: ClinicDate.parse(date), doctorIds } as const;
  const outcome = await printing.print(bench.db, personAt('admin:1'), request, 'printer');
  expect(outcome).toEqual({ outcome: 'printed' });
  const [sheet] = paper.sheets;
  const body = /<body>([\s\S]*)<\/body>/.exec(sheet?.html ?? '')?.[1];
  if (!sheet || body === undefined) throw new Error('no sheet came out');
  return { ...sheet, body };
}

test('the day sheet lists the day in order, without the closed visits, in the clinic’s own time', async () => {
  const { body, title, to } = await print(null);
  expect(title).toBe('Day sheet 2027-01-04');
  expect(to).toEqual({ kind: 'printer', name: null });
  expect(body).toMatch(/Monday,? 4 January,? 2027/);
  expect(body).toContain('Printed 04/01/2027 08:40 by admin:1');
  expect([...body.matchAll(/<bdi>(\w+) Test<\/bdi><\/td>/g)].map((match) => match[1])).toEqual([
    'Asha',
    'Bela',
  ]);
  expect(body).toContain('98765 43210');
  expect(body).not.toContain('Chitra');
  expect(body).not.toContain('Shah');
});

test('a doctor asked for by name stands there with an empty day, and an empty day says so', async () => {
  const { body } = await print([shah]);
  expect(body).toContain('<bdi>Dr Shah Test</bdi></h2>\n<p>No appointments.</p>');
  expect(body).not.toContain('Asha');
  const empty = await print(null, '2027-01-05');
  expect(empty.body).toContain('<p>No appointments.</p>');
  expect(empty.body).not.toContain('<h2>');
});

test('the clinic’s address, telephone, mark, own lines and clock stand on its sheets', async () => {
  const data = 'iVBORw0KGgoBAgME';
  const set = async (key: string, value: unknown) => {
    await bench.run('UPDATE settings SET value = ? WHERE `key` = ?', [JSON.stringify(value), key]);
  };
  await set('address', '12 <MG> Road\nPune');
  await set('phone', '020 2612 3456');
  await set('logo', { type: 'image/png', data });
  await set('paperTexts', { head: 'Reg. 4711', foot: 'Closed on Sundays', noteAdvice: {}, slipAdvice: {} });
  await set('clock', '12');
  const { body } = await print(null);
  const lines = [...body.matchAll(/<p class="clinic-line"><bdi>(.*?)<\/bdi>/g)].map((match) => match[1]);
  expect(lines).toEqual(['12 &lt;MG&gt; Road', 'Pune', '020 2612 3456', 'Reg. 4711']);
  expect(body).toContain(`src="data:image/png;base64,${data}"`);
  expect(body).toContain('<bdi>Closed on Sundays</bdi>');
  expect(body).toContain('<td>9:15 am</td>');
  expect(body).toContain('Printed 04/01/2027 8:40 am');
});
