import { z } from 'zod';
import { type InverseCall, mutation, query } from './procedure';
import { AppointmentId, HistoryId, PatientId, Version } from '#shared/values/ids';
import { PartlyKnownDate, isSurelyAfter } from '#shared/values/partly-known';
import { optionalText, requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

export const HISTORY_KINDS = ['surgery', 'family', 'lifestyle'] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];
export const RELATIONS = [
  'mother',
  'father',
  'sister',
  'brother',
  'daughter',
  'son',
  'grandparent',
  'aunt_uncle',
  'cousin',
  'other',
] as const;
export const HABITS = ['tobacco', 'alcohol', 'other'] as const;

/** Entries of one patient, those that were put right among them. */
export const MOST_OF_HISTORY = 300;
export const MOST_WORDS = 200;

const what = requiredText(MOST_WORDS);
const known = PartlyKnownDate.nullable();
const AGE = { error: 'out_of_range', params: { min: 0, max: 120 } };

/** What is told of a patient: an operation, an illness in the family, or a habit with how much of it in words. */
const FactInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('surgery'), what, on: known, place: optionalText(MOST_WORDS) }),
  z.strictObject({
    kind: z.literal('family'),
    relation: z.enum(RELATIONS, 'unknown_choice'),
    what,
    onsetAge: z
      .int({ error: 'not_a_number' })
      .refine((age) => age >= 0 && age <= 120, AGE)
      .nullable(),
  }),
  z
    .strictObject({
      kind: z.literal('lifestyle'),
      habit: z.enum(HABITS, 'unknown_choice'),
      what,
      from: known,
      until: known,
    })
    .refine(({ from, until }) => from === null || until === null || !isSurelyAfter(from, until), {
      error: 'end_before_start',
      path: ['until'],
    }),
]);

/** The same as it stands there, whoever wrote it. */
const HistoryFact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('surgery'),
    what: z.string(),
    on: z.string().nullable(),
    place: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('family'),
    relation: z.enum(RELATIONS),
    what: z.string(),
    onsetAge: z.int().nullable(),
  }),
  z.object({
    kind: z.literal('lifestyle'),
    habit: z.enum(HABITS),
    what: z.string(),
    from: z.string().nullable(),
    until: z.string().nullable(),
  }),
]);
export type HistoryFact = z.infer<typeof HistoryFact>;

const Told = z.object({ at: UtcInstant, by: z.string().nullable() });

/** One entry. What was corrected or withdrawn stays readable beside what stands. */
export const HistoryDto = z.object({
  id: HistoryId,
  version: Version,
  appointmentId: AppointmentId.nullable(),
  fact: HistoryFact,
  entered: Told,
  /** The entry that this one stands in place of. */
  correctsId: HistoryId.nullable(),
  /** The entry that stands in place of this one. */
  correctedById: HistoryId.nullable(),
  withdrawn: Told.extend({ reason: z.string() }).nullable(),
});
export type HistoryDto = z.infer<typeof HistoryDto>;

const At = z.strictObject({ id: HistoryId, version: Version });
const OfVisit = z.strictObject({ appointmentId: AppointmentId });
const Listed = z.object({ patientId: PatientId, items: z.array(HistoryDto) });
const Changed = z.object({ patientId: PatientId, entry: HistoryDto });
type Changed = z.infer<typeof Changed>;

function inverse(
  name: string,
  since: number | null,
  { entry }: Changed,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'history', id: entry.id }, version: entry.version, since, input };
}

export const medicalHistoryCalls = {
  /** All that was told of a visit's patient, whenever and by whomever, as it came. */
  'medicalHistory.of': query({
    permission: 'clinical.read',
    clinical: true,
    input: OfVisit,
    output: Listed,
  }),
  /** What was written down today in one visit: what somebody who only enters has to see. */
  'medicalHistory.today': query({
    permission: 'clinical.vitals',
    clinical: true,
    input: OfVisit,
    output: Listed,
  }),
  'medicalHistory.add': mutation({
    permission: 'clinical.vitals',
    input: OfVisit.extend({ fact: FactInput }),
    output: Changed,
    undo: (_input, output) => inverse('medicalHistory.withdraw', null, output, { reason: '↶' }),
  }),
  /** A new entry of the same kind that stands in place of one. */
  'medicalHistory.correct': mutation({
    permission: 'clinical.vitals',
    input: At.extend({ fact: FactInput }),
    output: Changed,
    undo: (_input, output) => inverse('medicalHistory.withdraw', null, output, { reason: '↶' }),
  }),
  /** It was never so; the entry stays beside the reason, and what it corrected stands again. */
  'medicalHistory.withdraw': mutation({
    permission: 'clinical.vitals',
    input: At.extend({ reason: requiredText(300) }),
    output: Changed,
    undo: (input, output) => inverse('medicalHistory.restore', input.version, output),
  }),
  'medicalHistory.restore': mutation({
    permission: 'clinical.vitals',
    input: At,
    output: Changed,
    undo: (input, output) => inverse('medicalHistory.withdraw', input.version, output, { reason: '↶' }),
  }),
};
