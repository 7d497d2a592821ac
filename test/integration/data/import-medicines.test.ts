import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newVisit } from '#test/support/visits';
import { type DataDesk, checked, confirmed, openDataDesk, rowsOf, settled } from './support';

vi.setConfig({ testTimeout: 120_000 });

let data: DataDesk;
beforeAll(async () => {
  data = await openDataDesk();
});
afterAll(() => data.close());

const head = 'Generic name,Brand,Strength,Dosage form,Discontinued';
const file = [
  head,
  'Amoxicillin + Clavulanic acid,Augmentin,500/125 mg,Tablet,',
  'Amoxicillin,,250 mg/5 ml,Syrup,no',
  'Valdecoxib,Bextra,20 mg,Tablet,yes',
].join('\n');

async function offeredTo(text: string) {
  const name = `listed${text}`;
  await data.clinic.addSigningDoctor(`Listed${text}`, name);
  const doctor = await data.desk.signedIn(name);
  return (await doctor.ok('consultation.suggest', { text })).suggestions;
}

test('a list is looked at row by row, comes in whole, and the same file twice changes nothing', async () => {
  const { window, clinic } = data;
  const seen = await checked(window, 'medicines', file);
  expect(seen).toMatchObject({ state: 'ready', trouble: null, counts: { rows: 3, fresh: 3, make: 3 } });
  expect(await clinic.count('medicines')).toBe(0);
  expect(await confirmed(window, seen)).toMatchObject({ state: 'done', counts: { make: 3 } });
  expect(await offeredTo('augm')).toEqual([
    {
      line: {
        name: 'Amoxicillin + Clavulanic acid',
        brand: 'Augmentin',
        dosage: '500/125 mg',
        frequency: null,
        days: null,
        instructions: null,
      },
      times: null,
      form: 'Tablet',
    },
  ]);
  expect((await offeredTo('amox')).map(({ form }) => form)).toEqual(['Syrup', 'Tablet']);
  expect(await offeredTo('bextra')).toEqual([]);
  const again = await checked(window, 'medicines', file.replaceAll('Amoxicillin', 'AMOXICILLIN'));
  expect(again).toMatchObject({ counts: { there: 3, make: 0 } });
});

test('each row that cannot be listed says why, and nothing of it is written', async () => {
  const { window, clinic } = data;
  const before = await clinic.count('medicines');
  const seen = await checked(
    window,
    'medicines',
    [
      head,
      ',Nobrand,5 mg,,',
      'Zinc,,strong,,',
      'Zinc,,5 mg,,perhaps',
      `Zinc,${'z'.repeat(256)},5 mg,,`,
      'Zinc,,20 mg,,',
      'zinc,,20 mg,,yes',
      'ZINC,,20 mg,,',
    ].join('\n'),
  );
  const rows = await rowsOf(window, seen.id);
  expect(rows.map(({ state, problems }) => [state, ...problems.map(({ code }) => code)].join(' '))).toEqual([
    'wrong required',
    'wrong not_a_dose',
    'wrong unknown_choice',
    'wrong too_long',
    'fresh',
    'wrong other_in_row',
    'there',
  ]);
  expect(await clinic.count('medicines')).toBe(before);
});

test('what a file withdraws stays in the list and is offered no more, until that is taken back', async () => {
  const { window, clinic } = data;
  await confirmed(
    window,
    await checked(window, 'medicines', `${head}\nMetformin,Glyciphage,500 mg,Tablet,\n`),
  );
  const withdrawn = await confirmed(
    window,
    await checked(window, 'medicines', `${head}\nmetformin,GLYCIPHAGE,500 mg,tablet,yes\n`),
  );
  expect(withdrawn).toMatchObject({ state: 'done', counts: { make: 1 } });
  expect(await clinic.count("medicines WHERE brand = 'Glyciphage' AND withdrawn_at IS NOT NULL")).toBe(1);
  expect(await offeredTo('glyc')).toEqual([]);
  expect(await window.ok('imports.undoWould', { id: withdrawn.id })).toEqual({ take: 1, keep: 0 });
  await window.ok('imports.undo', { id: withdrawn.id, version: withdrawn.version });
  expect(await settled(window, withdrawn.id)).toMatchObject({ state: 'undone' });
  expect(await offeredTo('glyci')).toHaveLength(1);
});

test('a brand is checked by the substances that the list has for it', async () => {
  const { clinic, desk } = data;
  const doctorId = await clinic.addSigningDoctor('Checks', 'checks');
  const doctor = await desk.signedIn('checks');
  const { appointment } = await doctor.ok('appointments.book', await newVisit(clinic, { doctorId }));
  const appointmentId = appointment.id;
  await doctor.ok('consultation.addAllergy', {
    appointmentId,
    substance: 'Penicillin',
    reaction: null,
    severity: null,
  });
  const line = (name: string) => ({
    name,
    brand: null,
    dosage: '500 mg',
    frequency: 'BD',
    days: 5,
    instructions: null,
  });
  const { prescription } = await doctor.ok('consultation.save', {
    appointmentId,
    version: null,
    page: {
      complaint: null,
      diagnosis: null,
      medicines: [line('Augmentin'), line('Clavulanic acid')],
      tests: null,
      advice: null,
      reviewOn: null,
      tags: [],
    },
  });
  const refused = await doctor.refused('consultation.sign', {
    id: prescription.id,
    version: prescription.version,
  });
  expect(refused).toMatchObject({
    rules: [
      { rule: 'allergic_to', params: { medicine: 'Augmentin', because: 'Penicillin' } },
      { rule: 'same_substance', params: { medicine: 'Clavulanic acid', because: 'Augmentin' } },
    ],
  });
});

test('twenty thousand medicines come in whole, and one is found by its index', async () => {
  const { window, clinic, desk } = data;
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru'];
  const word = (n: number) =>
    Array.from(String(n).padStart(5, '0'), (digit) => syllables[Number(digit)]).join('');
  const rows = Array.from(
    { length: 20_000 },
    (_, n) => `${word(n)}in,Brand ${word(n)},${String(1 + (n % 500))} mg,Tablet,`,
  );
  const seen = await checked(window, 'medicines', [head, ...rows].join('\n'));
  expect(seen).toMatchObject({ counts: { rows: 20_000, make: 20_000 } });
  expect(await confirmed(window, seen)).toMatchObject({ state: 'done' });
  const [plan] = await clinic.owner.query<RowDataPacket[]>(
    "EXPLAIN SELECT id FROM medicines WHERE withdrawn_at IS NULL AND generic LIKE 'babacedi%' ORDER BY generic, brand LIMIT 5",
  );
  expect(JSON.stringify(plan)).toContain('Index range scan on medicines using medicines_generic');
  await clinic.addSigningDoctor('Quick', 'quick');
  const doctor = await desk.signedIn('quick');
  const started = performance.now();
  for (let n = 10; n < 60; n += 1) {
    const { suggestions } = await doctor.ok('consultation.suggest', {
      text: `brand ${word(n * 100).slice(0, 6)}`,
    });
    expect(suggestions).toHaveLength(5);
  }
  // Fifty of them: a walk through the whole list would take longer than this.
  expect(performance.now() - started).toBeLessThan(5_000);
});
