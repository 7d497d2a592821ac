import { z } from 'zod';
import { Cursor, Limit } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { MEASURES, MEASURE_NAMES, type Measure } from '#shared/domain/vitals/measures';
import { valueProblem } from '#shared/domain/vitals/typed';
import { AppointmentId, PatientId, Version, VitalsId } from '#shared/values/ids';
import { optionalText, requiredText } from '#shared/values/text';
import { UtcInstant } from '#shared/values/wall-clock';

/** Shown of one visit, the newest. */
export const MOST_OF_VISIT = 50;

function measured(measure: Measure) {
  const { min, max, decimals } = MEASURES[measure];
  return z
    .number({ error: 'not_a_number' })
    .refine((value) => valueProblem(measure, value)?.code !== 'out_of_range', {
      error: 'out_of_range',
      params: { min, max },
      abort: true,
    })
    .refine((value) => valueProblem(measure, value) === null, {
      error: decimals === 0 ? 'not_whole' : `too_many_decimals:${String(decimals)}`,
    })
    .nullable();
}

/** What was measured at one time: at least one value, and of a blood pressure both, the higher one first. */
export const VitalValues = z
  .strictObject({
    systolic: measured('systolic'),
    diastolic: measured('diastolic'),
    pulse: measured('pulse'),
    temperatureC: measured('temperatureC'),
    spo2: measured('spo2'),
    respiration: measured('respiration'),
    glucoseMgDl: measured('glucoseMgDl'),
    weightKg: measured('weightKg'),
    heightCm: measured('heightCm'),
  })
  .refine((values) => MEASURE_NAMES.some((measure) => values[measure] !== null), {
    error: 'nothing_measured',
  })
  .refine(({ systolic, diastolic }) => (systolic === null) === (diastolic === null), {
    error: 'not_a_pressure',
    path: ['systolic'],
  })
  .refine(({ systolic, diastolic }) => systolic === null || diastolic === null || diastolic < systolic, {
    error: 'pressure_order',
    path: ['systolic'],
  });

const Told = z.object({ at: UtcInstant, by: z.string().nullable() });

/** One entry. What was corrected or withdrawn stays readable beside what stands. */
export const VitalsDto = z.object({
  id: VitalsId,
  version: Version,
  appointmentId: AppointmentId.nullable(),
  takenAt: UtcInstant,
  values: z.object({
    systolic: z.number().nullable(),
    diastolic: z.number().nullable(),
    pulse: z.number().nullable(),
    temperatureC: z.number().nullable(),
    spo2: z.number().nullable(),
    respiration: z.number().nullable(),
    glucoseMgDl: z.number().nullable(),
    weightKg: z.number().nullable(),
    heightCm: z.number().nullable(),
  }),
  note: z.string().nullable(),
  entered: Told,
  /** The entry that this one stands in place of. */
  correctsId: VitalsId.nullable(),
  /** The entry that stands in place of this one. */
  correctedById: VitalsId.nullable(),
  withdrawn: Told.extend({ reason: z.string() }).nullable(),
});
export type VitalsDto = z.infer<typeof VitalsDto>;

const Entry = { values: VitalValues, note: optionalText(300) };
const At = z.strictObject({ id: VitalsId, version: Version });
const Changed = z.object({ patientId: PatientId, vitals: VitalsDto });
type Changed = z.infer<typeof Changed>;

function inverse(
  name: string,
  since: number | null,
  { vitals }: Changed,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'vitals', id: vitals.id }, version: vitals.version, since, input };
}

export const vitalsCalls = {
  /** All that was measured of a visit's patient, whenever and by whomever, the newest first. */
  'vitals.of': query({
    permission: 'clinical.read',
    clinical: true,
    input: z.strictObject({ appointmentId: AppointmentId, after: Cursor, limit: Limit }),
    output: z.object({ patientId: PatientId, items: z.array(VitalsDto), next: z.string().nullable() }),
  }),
  /** What was measured today for one visit: what somebody who only measures has to see. */
  'vitals.today': query({
    permission: 'clinical.vitals',
    clinical: true,
    input: z.strictObject({ appointmentId: AppointmentId }),
    output: z.object({ patientId: PatientId, items: z.array(VitalsDto) }),
  }),
  'vitals.add': mutation({
    permission: 'clinical.vitals',
    input: z.strictObject({ appointmentId: AppointmentId, ...Entry }),
    output: Changed,
    undo: (_input, output) => inverse('vitals.withdraw', null, output, { reason: '↶' }),
  }),
  /** A new entry, of the same moment, that stands in place of one that was entered wrongly. */
  'vitals.correct': mutation({
    permission: 'clinical.vitals',
    input: At.extend(Entry),
    output: Changed,
    undo: (_input, output) => inverse('vitals.withdraw', null, output, { reason: '↶' }),
  }),
  /** It was never so, of this patient; the entry stays beside the reason, and what it corrected stands again. */
  'vitals.withdraw': mutation({
    permission: 'clinical.vitals',
    input: At.extend({ reason: requiredText(300) }),
    output: Changed,
    undo: (input, output) => inverse('vitals.restore', input.version, output),
  }),
  'vitals.restore': mutation({
    permission: 'clinical.vitals',
    input: At,
    output: Changed,
    undo: (input, output) => inverse('vitals.withdraw', input.version, output, { reason: '↶' }),
  }),
};
