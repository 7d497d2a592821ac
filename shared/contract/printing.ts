import { z } from 'zod';
import { command } from './procedure';
import { DoctorId } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';

/** Where paper went: to a printer, or to a one-time address that the window opens. */
export const PaperResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('printed') }),
  z.object({ outcome: z.literal('open'), url: z.string() }),
]);

export const printingCalls = {
  /** The day's list of one doctor or of all, in the order of the rooms. */
  'printing.daySheet': command({
    permission: 'paper.print',
    input: z.strictObject({
      date: ClinicDate,
      doctorIds: z.array(DoctorId).min(1, 'required').max(100, 'too_many').nullable(),
      to: z.enum(['printer', 'file'], 'unknown_choice'),
    }),
    output: PaperResult,
  }),
};
