import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { consulting, medicine } from './support';

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin' });
  ({ clinic, desk } = opened);
  return opened.close;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));
const page = { medicines: [medicine('Paracetamol', { frequency: 't.d.s.' })], tests: null, advice: 'Rest' };

describe('templates by complaint', () => {
  it('are one’s own, changed and removed, each undone', async () => {
    const { doctor } = await consult();
    const { doctor: other } = await consult();
    const names = async () => (await doctor.ok('templates.list', {})).templates.map(({ name }) => name);
    const { template } = await doctor.ok('templates.add', { name: 'Fever', page });
    expect(template.page).toEqual({ ...page, medicines: [medicine('Paracetamol', { frequency: 'TDS' })] });
    expect((await other.ok('templates.list', {})).templates).toEqual([]);
    const { id, version } = template;
    const strange = await other.refused('templates.remove', { id, version });
    expect(strange).toMatchObject({ code: 'NOT_FOUND', entity: 'page_template' });

    await doctor.ok('templates.edit', { id, version, name: 'High fever', page });
    const late = await doctor.refused('templates.remove', { id, version });
    expect(late).toMatchObject({
      code: 'CONFLICT',
      conflict: { entity: 'page_template', current: { name: 'High fever' } },
    });
    await doctor.ok('appointments.undo', {});
    expect(await names()).toEqual(['Fever']);
    const [now] = (await doctor.ok('templates.list', {})).templates;
    await doctor.ok('templates.remove', { id, version: now?.version ?? 0 });
    expect(await names()).toEqual([]);
    await doctor.ok('appointments.undo', {});
    expect(await names()).toEqual(['Fever']);
    expect(await clinic.count("audit_log WHERE entity = 'page_template' AND entity_id = ?", [id])).toBe(5);
  });

  it('with nothing in them, without a name or with too much are refused at their field', async () => {
    const { doctor } = await consult();
    const nothing = { medicines: [], tests: null, advice: null };
    expect(await doctor.refused('templates.add', { name: 'Fever', page: nothing })).toMatchObject({
      issues: [{ path: 'page', code: 'required' }],
    });
    expect(await doctor.refused('templates.add', { name: ' ', page })).toMatchObject({
      issues: [{ path: 'name', code: 'required' }],
    });
    const medicines = Array.from({ length: 61 }, () => medicine('Zinc'));
    expect(
      await doctor.refused('templates.add', { name: 'Fever', page: { ...page, medicines } }),
    ).toMatchObject({ issues: [{ path: 'page.medicines', code: 'too_many' }] });
  });
});
