import { parse } from 'papaparse';
import { expect, test } from 'vitest';
import { AuditEntry } from '#shared/contract/audit';
import { csvHead, csvLines } from './csv';

const words = { what: (action: string) => `did ${action}`, clinicTime: () => '2028-06-05 11:15:00' };

function entry(given: Partial<Record<keyof AuditEntry, unknown>>): AuditEntry {
  return AuditEntry.parse({
    id: 7,
    at: '2028-06-05T05:45:00.123Z',
    actor: 'admin:1',
    actorName: 'Asha "A" Rao',
    deskId: null,
    deskName: 'Front, desk',
    action: 'patients.edit',
    entity: 'patient',
    entityId: '12',
    patientId: 12,
    patientName: 'कव्या',
    outcome: 'done',
    reason: null,
    before: { phone: '1' },
    after: { phone: '2' },
    ...given,
  });
}

test('what goes out comes in again, cell by cell', () => {
  const text = csvHead() + csvLines([entry({}), entry({ reason: 'two\nlines' })], words);
  expect(text.startsWith('\uFEFFid,')).toBe(true);
  const { data } = parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(2);
  expect(data[0]).toMatchObject({
    id: '7',
    person_name: 'Asha "A" Rao',
    desk_name: 'Front, desk',
    patient_name: 'कव्या',
    what: 'did patients.edit',
    before: '{"phone":"1"}',
  });
  expect(data[1]?.['reason']).toBe('two\nlines');
});

test.each(['=1+1', '+919845012345', '-2', '@SUM(A1)', '\t=1', '\r=1'])(
  'a spreadsheet does not run %j',
  (reason) => {
    const text = csvLines([entry({ reason })], words);
    const { data } = parse<string[]>(text, { skipEmptyLines: true });
    expect(data[0]).toContain(`'${reason}`);
  },
);

test('no entries are no lines', () => {
  expect(csvLines([], words)).toBe('');
});
