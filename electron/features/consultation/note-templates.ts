import type { z } from 'zod';
import type { ParsedInputOf } from '#shared/contract/contract';
import type { NoteTemplate } from '#shared/contract/notes';
import type { SessionDto } from '#shared/contract/session';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import * as repository from './notes-repository';
import { type TemplateAt, doctorOf, ownTemplate } from './own-templates';

type Template = z.input<typeof NoteTemplate>;

function shown({ id, version, name, body }: repository.TemplateRow): Template {
  return { id, version, name, text: body };
}

const { locked, tell } = ownTemplate({
  entity: 'note_template',
  byId: repository.templateById,
  lock: repository.lockTemplate,
  shown,
});

/** Texts of a doctor's own that notes begin from; nobody else sees or changes them. */
export async function ownTemplates(tx: ReadTx, session: SessionDto): Promise<{ templates: Template[] }> {
  return { templates: (await repository.templatesOf(tx, doctorOf(session))).map(shown) };
}

export async function addTemplate(
  context: MutationContext,
  fields: ParsedInputOf<'notes.addTemplate'>,
): Promise<{ template: Template }> {
  const { tx, person } = context;
  const id = await repository.insertTemplate(tx, doctorOf(person.session), fields, person.key);
  return { template: await tell(context, 'notes.addTemplate', id, null) };
}

export async function editTemplate(
  context: MutationContext,
  { id, version, ...fields }: ParsedInputOf<'notes.editTemplate'>,
): Promise<{ template: Template; before: { name: string; text: string } }> {
  const row = await locked(context, { id, version });
  await repository.updateTemplate(context.tx, id, fields, context.person.key);
  const template = await tell(context, 'notes.editTemplate', id, row);
  return { template, before: { name: row.name, text: row.body } };
}

export async function removeTemplate(
  context: MutationContext,
  at: TemplateAt,
): Promise<{ template: Template }> {
  const row = await locked(context, at);
  await repository.setTemplateRemoved(context.tx, at.id, true, context.person.key);
  return { template: await tell(context, 'notes.removeTemplate', at.id, row) };
}

export async function restoreTemplate(
  context: MutationContext,
  at: TemplateAt,
): Promise<{ template: Template }> {
  const row = await locked(context, at);
  await repository.setTemplateRemoved(context.tx, at.id, false, context.person.key);
  return { template: await tell(context, 'notes.restoreTemplate', at.id, row) };
}
