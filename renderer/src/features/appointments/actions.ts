import type { CLOSINGS } from '#shared/contract/appointments';
import type { InputOf } from '#shared/contract/contract';
import type { QueueStep } from '#shared/domain/queue-mark';
import type { OpenState } from '#shared/domain/visit-state';
import type { DoctorId } from '#shared/values/ids';
import type { ClinicDateTime } from '#shared/values/wall-clock';

export type Closing = (typeof CLOSINGS)[number];

/** What a person does to a visit that is there; kept as data, so that a refused one can be tried again. */
export type Action =
  | {
      readonly kind: 'move';
      readonly doctorId: DoctorId;
      readonly start: ClinicDateTime;
      readonly end: ClinicDateTime;
    }
  | { readonly kind: 'park' }
  | { readonly kind: 'unpark' }
  | { readonly kind: 'status'; readonly to: OpenState }
  | { readonly kind: 'mark'; readonly step: QueueStep }
  | { readonly kind: 'close'; readonly as: Closing; readonly reason: string | null }
  | { readonly kind: 'edit'; readonly changes: InputOf<'appointments.edit'>['changes'] };

export type Override = NonNullable<InputOf<'appointments.book'>['override']>;
