import { z } from 'zod';
import { PrescriptionPage } from './consultation';
import { Nothing } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { PageTemplateId, Version } from '#shared/values/ids';
import { requiredText } from '#shared/values/text';

/** What a doctor keeps of a page under a complaint; whose it is, and when again, are another page's. */
const kept = PrescriptionPage.pick({ medicines: true, tests: true, advice: true });

/** Medicines, tests and advice of one's own, offered where the complaint is typed. */
export const PageTemplate = z.object({
  id: PageTemplateId,
  version: Version,
  /** The complaint, or any name that the doctor gives it. */
  name: z.string(),
  page: kept,
});
export type PageTemplate = z.infer<typeof PageTemplate>;

const At = z.strictObject({ id: PageTemplateId, version: Version });
const Changed = z.object({ template: PageTemplate });
const fields = { name: requiredText(80), page: kept };

function inverse(
  name: string,
  since: number | null,
  { template }: z.infer<typeof Changed>,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'page_template', id: template.id }, version: template.version, since, input };
}

export const templatesCalls = {
  /** One's own, by name; at most two hundred. */
  'templates.list': query({
    permission: 'clinical.write',
    clinical: false,
    input: Nothing,
    output: z.object({ templates: z.array(PageTemplate) }),
  }),
  'templates.add': mutation({
    permission: 'clinical.write',
    input: z.strictObject(fields),
    output: Changed,
    undo: (_input, output) => inverse('templates.remove', null, output),
  }),
  'templates.edit': mutation({
    permission: 'clinical.write',
    input: At.extend(fields),
    output: Changed.extend({ before: z.object({ name: z.string(), page: kept }) }),
    undo: (input, output) => inverse('templates.edit', input.version, output, output.before),
  }),
  'templates.remove': mutation({
    permission: 'clinical.write',
    input: At,
    output: Changed,
    undo: (input, output) => inverse('templates.restore', input.version, output),
  }),
  'templates.restore': mutation({
    permission: 'clinical.write',
    input: At,
    output: Changed,
    undo: (input, output) => inverse('templates.remove', input.version, output),
  }),
};
