import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PatientId } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';
import { type Desk, openDesk } from './desk';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  await desk.close();
});

async function namesFor(typed: string): Promise<string[]> {
  const { items } = await desk.search(typed);
  return items.map(({ firstName, lastName }) => (lastName === null ? firstName : `${firstName} ${lastName}`));
}

describe('names', () => {
  beforeAll(async () => {
    for (const [firstName, lastName] of [
      ['Łucja', 'Nowak'],
      ['मीरा', 'राव'],
      ['أحمد', 'الأنصاري'],
      ['Νίκος', 'Παπαδόπουλος'],
      ['王', '小明'],
      ['John', "D'Souza"],
      ['Karthik', 'Subramanian'],
      ['Kartik', 'Subbarao'],
      ['Venkataramana', 'Gowda'],
      ['Anil', 'Ganesh'],
    ] as const) {
      await desk.register({ firstName, lastName });
    }
  });

  test.each([
    ['lucja', ['Łucja Nowak']],
    ['NOW ŁU', ['Łucja Nowak']],
    ['मी', ['मीरा राव']],
    ['राव मीरा', ['मीरा राव']],
    ['احمد', ['أحمد الأنصاري']],
    ['الأنص', ['أحمد الأنصاري']],
    ['παπα', ['Νίκος Παπαδόπουλος']],
    ['ΝΙΚΟΣ', ['Νίκος Παπαδόπουλος']],
    ['小明', ['王 小明']],
    ['dsouza', ["John D'Souza"]],
    ["D'Sou jo", ["John D'Souza"]],
    ['souza', ["John D'Souza"]],
    ['sub kar', ['Kartik Subbarao', 'Karthik Subramanian']],
    ['jo', ["John D'Souza"]],
    ['kart subr', ['Karthik Subramanian']],
    ['venkata ramana', ['Venkataramana Gowda']],
    ['anilgan', ['Anil Ganesh']],
  ])('%s finds them', async (typed, found) => {
    expect(await namesFor(typed)).toEqual(found);
  });

  test.each([
    'ucja',
    'माी',
    'kart nowak',
    'jo john',
    'k',
    '',
    '   ',
    '%',
    'ka%k',
    'k_rthik',
    "' OR 1=1 --",
    'zz',
  ])('%j finds nobody', async (typed) => {
    expect(await namesFor(typed)).toEqual([]);
  });
});

describe('numbers', () => {
  beforeAll(async () => {
    await desk.register({
      firstName: 'Ishita',
      lastName: 'Sen',
      phone: '+91 90040 55512',
      contactEmail: 'sen.family@example.net',
      birth: { kind: 'date', date: ClinicDate.parse('1980-01-04') },
      oldFileNo: 'OPD/77-1906',
    });
  });

  test.each([
    '9004',
    '0405',
    '5512',
    '90040 55512',
    '04/01/1980',
    '4-1-1980',
    '01/1980',
    '1980-01-04',
    '1980',
    '1906',
    'opd771906',
    'sen 5512',
    '4 Jan 1980',
    '4 जनवरी 1980',
    'sen.fam@',
    'sen.family@example.net',
  ])('%s finds her', async (typed) => {
    expect(await namesFor(typed)).toEqual(['Ishita Sen']);
  });

  test('the clinic number finds her', async () => {
    const [row] = await desk.select<{ clinic_no: string }>(
      "SELECT clinic_no FROM patients WHERE last_name = 'Sen'",
    );
    expect(await namesFor(row?.clinic_no ?? '')).toEqual(['Ishita Sen']);
  });

  test('an identifier written beside her finds her after her row was saved again', async () => {
    const [her] = (await desk.search('ishita')).items;
    await desk.db.write((tx) =>
      tx.run("INSERT INTO patient_identifiers (patient_id, kind, value) VALUES (?, 'abha', '91-7356-2041')", [
        her?.id ?? 0,
      ]),
    );
    await desk.edit({ id: PatientId.parse(her?.id), version: 1 }, { deskNotes: 'brings her file' });
    expect(await namesFor('7356')).toEqual(['Ishita Sen']);
    expect(await namesFor('917356')).toEqual(['Ishita Sen']);
  });

  test.each(['05/01/1980', '9905', '190677'])('%s finds nobody', async (typed) => {
    expect(await namesFor(typed)).toEqual([]);
  });
});

describe('a family on one phone', () => {
  test('all of them come, by name, the child with its age and guardian', async () => {
    const phone = '022 2640 1188';
    for (const [firstName, guardian] of [
      ['Suresh', null],
      ['Anjali', null],
      ['Baby', 'Anjali Babu'],
    ] as const) {
      await desk.register({ firstName, lastName: 'Babu', phone, guardian });
    }
    const { items } = await desk.search('26401188');
    expect(items).toMatchObject([
      { firstName: 'Anjali', guardian: null },
      { firstName: 'Baby', guardian: 'Anjali Babu' },
      { firstName: 'Suresh', guardian: null },
    ]);
  });
});

describe('the order', () => {
  test('the very word comes first, then what begins with it, on every page and over all of them', async () => {
    for (const [firstName, lastName] of [
      ['Zoya', 'Vik'],
      ['Vikas', 'Ahuja'],
      ['Aarti', 'Vikram'],
      ['Vik', 'Zutshi'],
      ['Vikram', 'Bose'],
      ['Vik', 'Arora'],
    ] as const) {
      await desk.register({ firstName, lastName });
    }
    expect(await namesFor('vik')).toEqual([
      'Vik Arora',
      'Vik Zutshi',
      'Zoya Vik',
      'Vikas Ahuja',
      'Aarti Vikram',
      'Vikram Bose',
    ]);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page = await desk.search('vik', { after, limit: 2 });
      paged.push(...page.items.map(({ firstName }) => firstName));
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(['Vik', 'Vik', 'Zoya', 'Vikas', 'Aarti', 'Vikram']);
  });

  test('forty of one surname come by name over all pages, whatever the order they were registered in', async () => {
    const first = ['Zubin', 'Mohan', 'Anil', 'Tara', 'Asha', 'Lata', 'Bela', 'Sunil'];
    const names = Array.from({ length: 40 }, (_, n) =>
      [first[(n * 5) % 8], ['', 'Das', 'Lal', 'Nath', 'Devi'][n % 5]].filter(Boolean).join(' '),
    );
    for (const firstName of names) await desk.register({ firstName, lastName: 'Fortykumar' });
    const sorted = names.map((name) => `${name} Fortykumar`).sort();
    for (const [typed, expected] of [
      ['fortykumar', sorted],
      ['as fortyk', sorted.filter((name) => name.startsWith('Asha'))],
      ['fort la', sorted.filter((name) => / ?La/.test(name))],
    ] as const) {
      const paged: string[] = [];
      let after: string | null = null;
      do {
        const page = await desk.search(typed, { after, limit: 3 });
        paged.push(...page.items.map(({ firstName }) => `${firstName} Fortykumar`));
        after = page.next;
      } while (after !== null);
      expect(paged, typed).toEqual(expected);
    }
  });

  test('a number that ends in the digits comes before those that hold them', async () => {
    const end = await desk.register({ firstName: 'Ends', phone: '98110 73519' });
    const middle = await desk.register({ firstName: 'Holds', phone: '98735 19444' });
    expect((await desk.search('73519')).items.map(({ id }) => id)).toEqual([end.id, middle.id]);
  });
});

describe('pages', () => {
  test('together they hold everyone once', async () => {
    const made: number[] = [];
    for (let n = 0; n < 23; n += 1) {
      const patient = await desk.register({
        firstName: `Quirin${String.fromCharCode(97 + ((n * 7) % 23))}`,
        lastName: n % 2 === 0 ? 'Quist' : 'Quill',
      });
      made.push(patient.id);
    }
    for (const typed of ['qui', 'quis quirin', 'qu q']) {
      const seen: number[] = [];
      let after: string | null = null;
      do {
        const page = await desk.search(typed, { after, limit: 5 });
        expect(page.items.length).toBeGreaterThan(0);
        seen.push(...page.items.map((item) => item.id));
        after = page.next;
      } while (after !== null);
      const expected = typed.includes('quis') ? made.filter((_, n) => n % 2 === 0) : made;
      expect([...seen].sort((a, b) => a - b)).toEqual(expected);
    }
  });

  test('a place that is not one of ours is refused', async () => {
    await expect(desk.search('qui', { after: 'x', limit: 5 })).rejects.toMatchObject({
      error: { code: 'VALIDATION', issues: [{ path: 'after', code: 'invalid' }] },
    });
    await expect(desk.search('qui', { after: '4.1.quist', limit: 5 })).rejects.toMatchObject({
      error: { code: 'VALIDATION' },
    });
  });
});
