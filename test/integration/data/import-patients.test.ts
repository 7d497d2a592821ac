import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DataDesk, checked, confirmed, openDataDesk, rowsOf, settled } from './support';

let data: DataDesk;
beforeAll(async () => {
  data = await openDataDesk();
});
afterAll(() => data.close());

function csv(...lines: string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

describe('patients from a file', () => {
  const file = csv(
    'Patient Name,Mobile No,DOB,Sex,Father,Old File No,Remarks',
    'Ravi Kumar Sharma,98450 12345,04/07/1980,M,Mohan,A-1,"Says ""hello"", twice\nand on a new line"',
    'Lakshmi Iyer,+91 98450 22222,45,F,,A-2,=1+1',
    'José,,,,,A-3,',
  );

  test('are looked at, and written only when that is confirmed', async () => {
    const { window, clinic } = data;
    const before = await clinic.count('patients');
    const seen = await checked(window, 'patients', file);
    expect(seen).toMatchObject({
      state: 'ready',
      trouble: null,
      counts: { rows: 3, fresh: 3, there: 0, alike: 0, repeat: 0, wrong: 0, make: 3 },
      reading: {
        encoding: 'utf-8',
        delimiter: ',',
        dateOrder: 'dmy',
        columns: ['name', 'phone', 'birth', 'gender', 'guardian', 'oldFileNo', 'deskNotes'],
      },
    });
    expect(await clinic.count('patients')).toBe(before);
    const done = await confirmed(window, seen);
    expect(done).toMatchObject({ state: 'done', counts: { make: 3 } });
    expect(await clinic.count('patients')).toBe(before + 3);
    const found = await window.ok('patients.search', { text: 'lakshmi', after: null, limit: 10 });
    expect(found.items).toMatchObject([{ firstName: 'Lakshmi', lastName: 'Iyer', gender: 'female' }]);
    const [ravi] = (await window.ok('patients.search', { text: '12345', after: null, limit: 10 })).items;
    const card = await window.ok('patients.get', { id: ravi?.id ?? 0 });
    expect(card).toMatchObject({
      firstName: 'Ravi Kumar',
      lastName: 'Sharma',
      dateOfBirth: '1980-07-04',
      guardian: 'Mohan',
      oldFileNo: 'A-1',
      deskNotes: 'Says "hello", twice\nand on a new line',
    });
    expect(await clinic.count("audit_log WHERE action = 'imports.patient'")).toBe(3);
  });

  test('the same file twice changes nothing', async () => {
    const { window, clinic } = data;
    const before = await clinic.count('patients');
    const again = await checked(window, 'patients', file);
    expect(again).toMatchObject({ state: 'ready', counts: { rows: 3, there: 3, fresh: 0, make: 0 } });
    expect(again.sameFileAt).not.toBeNull();
    expect(
      await window.refused('imports.confirm', {
        id: again.id,
        version: again.version,
        leaveOut: 0,
        warned: null,
      }),
    ).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'import_nothing' }],
    });
    expect(await clinic.count('patients')).toBe(before);
  });

  test('who is archived is there, and who is removed is not', async () => {
    const { window, clinic } = data;
    const [lakshmi] = (await window.ok('patients.search', { text: 'lakshmi', after: null, limit: 1 })).items;
    const card = await window.ok('patients.get', { id: lakshmi?.id ?? 0 });
    const { patient } = await window.ok('patients.archive', { id: card.id, version: card.version });
    const archived = await checked(window, 'patients', file);
    expect(archived).toMatchObject({ counts: { rows: 3, there: 3, make: 0 } });
    await clinic.owner.query('UPDATE patients SET is_deleted = 1 WHERE id = ?', [patient.id]);
    const removed = await checked(window, 'patients', file);
    expect(removed).toMatchObject({ counts: { rows: 3, there: 2, fresh: 1 } });
    await clinic.owner.query('UPDATE patients SET is_deleted = 0 WHERE id = ?', [patient.id]);
    const back = await window.ok('patients.get', { id: patient.id });
    await window.ok('patients.unarchive', { id: back.id, version: back.version });
  });

  test('each error stands at its row and column', async () => {
    const { window } = data;
    const seen = await checked(
      window,
      'patients',
      csv(
        'Name,Phone,Birth,Gender,Email',
        ',98450 33333,,,',
        'Anita Rao,12,,,',
        'Anita Rao,98450 33333,31/02/1990,,',
        'Anita Rao,98450 33333,1990-01-01,maybe,',
        'Anita Rao,98450 33333,1990-01-01,,not an address',
        'Anita Rao,98450 33333,01/01/2099,,,too,many',
        `${'x'.repeat(101)},98450 33333`,
      ),
    );
    expect(seen).toMatchObject({ counts: { rows: 7, wrong: 7, make: 0 }, trouble: { code: 'all_wrong' } });
    const rows = await rowsOf(window, seen.id);
    expect(
      rows.map(({ rowNo, problems }) => [
        rowNo,
        problems.map(({ field, code }) => `${String(field)} ${code}`),
      ]),
    ).toEqual([
      [2, ['name no_name']],
      [3, ['phone not_a_phone']],
      [4, ['birth not_a_date']],
      [5, ['gender unknown_choice']],
      [6, ['contactEmail not_an_email']],
      [7, ['null more_cells', 'birth birth_in_future']],
      [8, ['name too_long']],
    ]);
  });

  test('likely duplicates are left to the person, row by row or all at once', async () => {
    const { window, clinic } = data;
    const seen = await checked(
      window,
      'patients',
      csv(
        'First name,Last name,Phone',
        'Lakshmee,Iyer,98450 22222',
        'Padma,Nair,98450 44444',
        'Padma,Nair,98450 44444',
      ),
    );
    expect(seen).toMatchObject({ counts: { rows: 3, alike: 1, fresh: 1, repeat: 1, make: 1 } });
    const [first] = await rowsOf(window, seen.id);
    expect(first).toMatchObject({
      state: 'alike',
      choice: 'skip',
      alike: [{ patient: { firstName: 'Lakshmi' }, reasons: ['similar_name', 'same_phone'] }],
    });
    const one = await window.ok('imports.choose', {
      id: seen.id,
      version: seen.version,
      rows: [{ rowNo: 2, choice: 'make', patientId: null }],
      all: null,
    });
    expect(one.import.counts?.make).toBe(2);
    const all = await window.ok('imports.choose', {
      id: seen.id,
      version: one.import.version,
      rows: null,
      all: 'skip',
    });
    expect(all.import.counts?.make).toBe(1);
    const before = await clinic.count('patients');
    expect(await confirmed(window, all.import)).toMatchObject({ state: 'done', counts: { make: 1 } });
    expect(await clinic.count('patients')).toBe(before + 1);
  });

  test('a clinic number of somebody else is named, one of the same person is that person', async () => {
    const { window } = data;
    const [ravi] = (await window.ok('patients.search', { text: '12345', after: null, limit: 1 })).items;
    const seen = await checked(
      window,
      'patients',
      csv(
        'Clinic No,Name',
        `${ravi?.clinicNo ?? ''},Somebody Else`,
        `${ravi?.clinicNo ?? ''},Ravi Sharma`,
        'Z-77,New One',
        'Z-77,Another One',
      ),
    );
    const rows = await rowsOf(window, seen.id);
    expect(rows.map(({ state }) => state)).toEqual(['wrong', 'there', 'fresh', 'wrong']);
    expect(rows[0]?.problems).toMatchObject([
      { field: 'clinicNo', code: 'number_taken', params: { name: 'Ravi Kumar Sharma' } },
    ]);
    expect(rows[3]?.problems).toMatchObject([
      { field: 'clinicNo', code: 'number_in_row', params: { row: 4 } },
    ]);
  });

  test('taking it back removes what nobody has used, and says what stays', async () => {
    const { window, clinic } = data;
    const seen = await confirmed(
      window,
      await checked(
        window,
        'patients',
        csv('Name,Phone', 'Undo Oneperson,98450 55551', 'Undo Twoperson,98450 55552'),
      ),
    );
    const [kept] = (await window.ok('patients.search', { text: '55552', after: null, limit: 1 })).items;
    await window.ok('patients.edit', { id: kept?.id ?? 0, version: 1, changes: { deskNotes: 'Came today' } });
    expect(await window.ok('imports.undoWould', { id: seen.id })).toEqual({ take: 1, keep: 1 });
    await window.ok('imports.undo', { id: seen.id, version: seen.version });
    expect(await settled(window, seen.id)).toMatchObject({ state: 'undone', counts: { make: 1 } });
    expect((await window.ok('patients.search', { text: 'undo', after: null, limit: 9 })).items).toHaveLength(
      1,
    );
    const removed = await window.ok('patients.search', {
      text: 'oneperson',
      after: null,
      limit: 9,
      removed: true,
    });
    expect(removed.items).toHaveLength(1);
    expect(await clinic.count("audit_log WHERE action = 'imports.undo'")).toBe(1);
  });
});

describe('how a file is written', () => {
  const text = 'Name;Phone\nJosé Núñez;98450 66661\nनेहा वर्मा;98450 66662\n';

  test.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from('Name;Phone\nJosé Núñez;98450 66661\n', 'latin1'), 'windows-1252'],
  ])('%s is recognised', async (_said, bytes, encoding) => {
    const seen = await checked(data.window, 'patients', bytes);
    expect(seen.reading).toMatchObject({ encoding, delimiter: ';', columns: ['name', 'phone'] });
    expect((await rowsOf(data.window, seen.id))[0]?.cells[0]).toBe('José Núñez');
  });

  test('what was guessed can be changed, and is remembered by heading', async () => {
    const { window } = data;
    const file = 'Wer\tWhat\nMahesh Babu\t98450 77771\n';
    const unknown = await checked(window, 'patients', file);
    expect(unknown).toMatchObject({ trouble: { code: 'needs_column' }, counts: null });
    const again = await window.ok('imports.check', {
      id: unknown.id,
      version: unknown.version,
      reading: { columns: ['name', 'phone'] },
    });
    const seen = await settled(window, again.import.id);
    expect(seen).toMatchObject({ counts: { fresh: 1 }, reading: { delimiter: '\t' } });
    await confirmed(window, seen);
    const next = await checked(window, 'patients', 'Wer\tWhat\nOther Person\t98450 77772\n');
    expect(next.reading?.columns).toEqual(['name', 'phone']);
  });

  test.each([
    ['nothing', '', 'empty'],
    ['blank lines', '\n\n , \n', 'empty'],
    ['only headings', 'Name,Phone\n', 'only_headings'],
    ['a NUL byte', 'Name,Phone\nRa\u0000vi,1\n', 'not_text'],
    ['a quote that never ends', 'Name,Phone\n"Ravi,98450\nand on\n', 'quotes'],
    ['a million columns', `${'a,'.repeat(1_000_000)}\nx\n`, 'too_many_columns'],
    ['too many rows', `Name\n${'Ravi\n'.repeat(10_001)}`, 'too_many_rows'],
    ['a cell without end', `Name\n${'x'.repeat(5_000)}\n`, 'cell_too_long'],
  ])('%s is refused whole, by name', async (_said, file, code) => {
    const began = Date.now();
    const seen = await checked(data.window, 'patients', file);
    expect(seen).toMatchObject({ state: 'ready', counts: null, trouble: { code } });
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(
      await data.window.refused('imports.confirm', {
        id: seen.id,
        version: seen.version,
        leaveOut: 0,
        warned: null,
      }),
    ).toMatchObject({
      code: 'RULE_VIOLATION',
    });
  });

  test('50 MB are refused before they are sent', async () => {
    expect(
      await data.window.refused('imports.begin', {
        kind: 'patients',
        fileName: 'a.csv',
        size: 50 * 1024 * 1024,
      }),
    ).toMatchObject({ code: 'VALIDATION', issues: [{ path: 'size', code: 'too_big' }] });
  });

  test('a file that did not come up whole is not read', async () => {
    const { window } = data;
    const begun = await window.ok('imports.begin', { kind: 'patients', fileName: 'a.csv', size: 20 });
    await window.refused('imports.chunk', {
      id: begun.import.id,
      index: 0,
      body: Buffer.from('short').toString('base64'),
    });
    const started = await window.ok('imports.check', {
      id: begun.import.id,
      version: begun.import.version,
      reading: null,
    });
    expect(await settled(window, started.import.id)).toMatchObject({ trouble: { code: 'incomplete' } });
  });
});
