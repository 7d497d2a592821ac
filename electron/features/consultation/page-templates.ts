import type { z } from 'zod';
import type { ParsedInputOf } from '#shared/contract/contract';
import { PageTemplate } from '#shared/contract/templates';
import { invalid } from '#shared/errors/app-error';
import type { HandlersOf, MutationContext } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { ReadTx } from '#electron/mysql/transactions';
import { type TemplateAt, doctorOf, ownTemplate } from './own-templates';

const MOST = 200;
const SELECT = 'SELECT id, version, doctor_id, name, page, removed_at FROM page_templates';

type Template = z.input<typeof PageTemplate>;
type Kept = PageTemplate['page'];
interface Row extends TemplateAt {
  readonly doctor_id: number;
  readonly name: string;
  readonly page: unknown;
  readonly removed_at: string | null;
}

async function rowById(tx: ReadTx, id: number, more = ''): Promise<Row | null> {
  const [row] = await tx.select<Row>(`${SELECT} WHERE id = ? ${more}`, [id]);
  return row ?? null;
}

function shown({ id, version, name, page }: Row): Template {
  const parsed: unknown = typeof page === 'string' ? JSON.parse(page) : page;
  return { id, version, name, page: PageTemplate.shape.page.parse(parsed) };
}

const { locked, tell } = ownTemplate({
  entity: 'page_template',
  byId: (tx, id) => rowById(tx, id),
  lock: (tx, id) => rowById(tx, id, 'FOR UPDATE'),
  shown,
});

/** Medicines, tests and advice of a doctor's own; nobody else sees or changes them. */
export function templatesHandlers(): HandlersOf<'templates'> {
  return {
    'templates.list': async ({ tx, caller }) => ({
      templates: (
        await tx.select<Row>(
          `${SELECT} WHERE doctor_id = ? AND removed_at IS NULL ORDER BY name, id LIMIT ${String(MOST)}`,
          [doctorOf(personOf(caller).session)],
        )
      ).map(shown),
    }),
    'templates.add': (context, input) => add(context, input),
    'templates.edit': (context, input) => edit(context, input),
    'templates.remove': (context, at) => setRemoved(context, at, 'templates.remove'),
    'templates.restore': (context, at) => setRemoved(context, at, 'templates.restore'),
  };
}

async function add(context: MutationContext, { name, page }: ParsedInputOf<'templates.add'>) {
  const { tx, person } = context;
  checkHolds(page);
  const { insertId } = await tx.run(
    'INSERT INTO page_templates (doctor_id, name, page, updated_by) VALUES (?, ?, ?, ?)',
    [doctorOf(person.session), name, JSON.stringify(page), person.key],
  );
  return { template: await tell(context, 'templates.add', insertId, null) };
}

async function edit(context: MutationContext, { name, page, ...at }: ParsedInputOf<'templates.edit'>) {
  const { tx, person } = context;
  checkHolds(page);
  const row = await locked(context, at);
  await tx.run('UPDATE page_templates SET name = ?, page = ?, updated_by = ? WHERE id = ?', [
    name,
    JSON.stringify(page),
    person.key,
    at.id,
  ]);
  const before = shown(row);
  const template = await tell(context, 'templates.edit', at.id, row);
  return { template, before: { name: before.name, page: before.page } };
}

async function setRemoved(
  context: MutationContext,
  at: TemplateAt,
  action: 'templates.remove' | 'templates.restore',
) {
  const row = await locked(context, at);
  await context.tx.run(
    'UPDATE page_templates SET removed_at = IF(?, UTC_TIMESTAMP(), NULL), updated_by = ? WHERE id = ?',
    [action === 'templates.remove' ? 1 : 0, context.person.key, at.id],
  );
  return { template: await tell(context, action, at.id, row) };
}

/** One key that puts nothing onto a page would look as if it had failed. */
function checkHolds({ medicines, tests, advice }: Kept): void {
  if (medicines.length === 0 && tests === null && advice === null) throw invalid('page', 'required');
}
