import { z } from 'zod';
import { AppointmentChange, BookInput, inverse } from './appointments';
import { Nothing } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { REVIEW_OUTCOMES } from '#shared/domain/reviews';
import { DoctorId, PatientId, PrescriptionId, ReviewCallId, Version } from '#shared/values/ids';
import { ClinicDate, ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';

const Outcome = z.enum(REVIEW_OUTCOMES, 'unknown_choice');

/** A review that a doctor asked for, as the desk sees it: nothing of what is written in the page. */
const Review = z.object({
  /** The prescription's. */
  id: PrescriptionId,
  patientId: PatientId,
  patientName: z.string(),
  patientPhone: z.string().nullable(),
  doctorId: DoctorId,
  reviewOn: ClinicDate,
  minutes: z.int(),
  /** When it could be: the free time nearest to the hour of the visit it follows; null where there is none. */
  start: ClinicDateTime.nullable(),
  /** Where a form begins when another time is wanted. */
  usual: ClinicDateTime,
});

export const ReviewToBook = Review.extend({ signedAt: UtcInstant });
export type ReviewToBook = z.infer<typeof ReviewToBook>;

/** What was said when a patient was called about a missed review. */
export const ReviewCall = z.object({
  id: ReviewCallId,
  version: Version,
  outcome: Outcome,
  by: z.string().nullable(),
  at: UtcInstant,
  noted: z.boolean(),
});
export type ReviewCall = z.infer<typeof ReviewCall>;

export const MissedReview = Review.extend({
  daysLate: z.int(),
  /** The last call. */
  call: ReviewCall.nullable(),
});
export type MissedReview = z.infer<typeof MissedReview>;

const Noted = z.object({ call: ReviewCall });

function again(since: number | null, { call }: z.infer<typeof Noted>): InverseCall {
  const { id, version, noted } = call;
  return {
    name: 'reviews.setNoted',
    row: { entity: 'review_call', id },
    version,
    since,
    input: { noted: !noted },
  };
}

export const reviewsCalls = {
  /**
   * The reviews of today and later that are not booked yet, the last signed first; with `atDesk`, those whose
   * patients have just come out of the room.
   */
  'reviews.toBook': query({
    permission: 'appointment.write',
    clinical: false,
    input: z.strictObject({ atDesk: z.boolean({ error: 'invalid' }) }),
    output: z.object({ reviews: z.array(ReviewToBook), more: z.boolean() }),
  }),
  /** The reviews whose day has passed without a visit, those who were not called yet first. */
  'reviews.missed': query({
    permission: 'appointment.write',
    clinical: false,
    input: Nothing,
    output: z.object({ reviews: z.array(MissedReview), more: z.boolean() }),
  }),
  /** Books a review at that time, for as long as the visit that it follows. */
  'reviews.book': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      id: PrescriptionId,
      start: ClinicDateTime,
      override: BookInput.shape.override,
    }),
    output: AppointmentChange,
    undo: (_input, output) => inverse('appointments.withdraw', null, output),
  }),
  /** Writes down what came out of a call. */
  'reviews.note': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ id: PrescriptionId, outcome: Outcome }),
    output: Noted,
    undo: (_input, output) => again(null, output),
  }),
  /** Takes such a note back, or puts it there again. */
  'reviews.setNoted': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ id: ReviewCallId, version: Version, noted: z.boolean({ error: 'invalid' }) }),
    output: Noted,
    undo: (input, output) => again(input.version, output),
  }),
};
