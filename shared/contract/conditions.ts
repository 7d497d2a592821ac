import { z } from 'zod';
import { type InverseCall, mutation } from './procedure';
import { AppointmentId, ConditionId, PatientId, Version } from '#shared/values/ids';
import { optionalText, requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

export const CONDITION_STATES = ['active', 'resolved'] as const;

/** An illness that the patient has or had, as it was noted last. */
export const ConditionDto = z.object({
  id: ConditionId,
  version: Version,
  name: z.string(),
  notes: z.string().nullable(),
  state: z.enum(CONDITION_STATES),
  notedBy: z.string().nullable(),
  notedAt: UtcInstant,
});
export type ConditionDto = z.infer<typeof ConditionDto>;

const ConditionAt = z.strictObject({ id: ConditionId, version: Version });
const Changed = z.object({ patientId: PatientId, condition: ConditionDto });

function inverse(
  name: string,
  since: number | null,
  { condition }: z.infer<typeof Changed>,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'condition', id: condition.id }, version: condition.version, since, input };
}

export const conditionsCalls = {
  'conditions.add': mutation({
    permission: 'clinical.write',
    input: z.strictObject({
      appointmentId: AppointmentId,
      name: requiredText(200),
      /** Since when, how severe: as the doctor says it. */
      notes: optionalText(1000),
    }),
    output: Changed,
    undo: (_input, output) => inverse('conditions.remove', null, output, { reason: '↶' }),
  }),
  /** Over, or there again: a new entry, dated and signed, in place of the one that stood. */
  'conditions.setState': mutation({
    permission: 'clinical.write',
    input: ConditionAt.extend({ state: z.enum(CONDITION_STATES, 'unknown_choice') }),
    output: Changed,
    undo: (input, output) =>
      inverse('conditions.setState', null, output, {
        state: input.state === 'active' ? 'resolved' : 'active',
      }),
  }),
  /** It was noted wrongly; the entry stays beside the reason. */
  'conditions.remove': mutation({
    permission: 'clinical.write',
    input: ConditionAt.extend({ reason: requiredText(300) }),
    output: Changed,
    undo: (input, output) => inverse('conditions.restore', input.version, output),
  }),
  'conditions.restore': mutation({
    permission: 'clinical.write',
    input: ConditionAt,
    output: Changed,
    undo: (input, output) => inverse('conditions.remove', input.version, output, { reason: '↶' }),
  }),
};
