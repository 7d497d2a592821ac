import { create } from 'zustand';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { AppError } from '#shared/errors/app-error';
import type { MessageKind } from '#shared/domain/message-template';
import {
  AppointmentId,
  type DelayId,
  type DoctorId,
  type PatientId,
  type SeriesId,
  type WaitingId,
} from '#shared/values/ids';
import type { ClinicDate, ClinicDateTime } from '#shared/values/wall-clock';
import type { TypedWalkIn } from '../queue/logic/walk-in-form';
import type { Action } from './actions';
import type { Carried } from './logic/carry';
import type { Cursor } from './logic/cursor';

/** Where a booking is wanted; `serial` tells the open form that another place was chosen. */
export interface Place {
  readonly serial: number;
  readonly doctorId: DoctorId;
  readonly date: ClinicDate;
  readonly minute: number;
  /** Null: as long as this doctor usually takes. */
  readonly length: number | null;
}

/** What the list of free times begins with. */
export interface FreeSeed {
  /** Null: of whoever is free first. */
  readonly doctorId: DoctorId | null;
  readonly patientId: PatientId | null;
  /** Null: as long as each doctor usually takes. */
  readonly minutes: number | null;
  /** A booking is half typed: it goes on with what was typed. */
  readonly typed: boolean;
}

/** The later visit of somebody who wants an earlier time. */
export interface HeldVisit {
  readonly id: AppointmentId;
  readonly doctorId: DoctorId;
  readonly start: ClinicDateTime;
  readonly minutes: number;
}

/** A booking that is to be repeated. */
export interface SeriesSeed {
  readonly doctorId: DoctorId;
  readonly patientId: PatientId;
  readonly start: ClinicDateTime;
  readonly minutes: number;
  readonly type: AppointmentDto['type'];
  readonly reason: string | null;
  readonly deskNotes: string | null;
}

export type Panel =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'toMove'; readonly after: number | null }
  | { readonly kind: 'late'; readonly doctorId: DoctorId; readonly date: ClinicDate }
  | { readonly kind: 'calls'; readonly id: DelayId; readonly after: number | null }
  | { readonly kind: 'reminders'; readonly after: number | null }
  | {
      readonly kind: 'message';
      readonly appointmentId: AppointmentId;
      readonly about: MessageKind;
      readonly back: Panel;
    }
  | { readonly kind: 'visit'; readonly id: number; readonly closing: boolean }
  | { readonly kind: 'booking'; readonly place: Place | null; readonly patientId: PatientId | null }
  | { readonly kind: 'nextFree'; readonly serial: number; readonly seed: FreeSeed }
  | { readonly kind: 'series'; readonly seed: SeriesSeed }
  | { readonly kind: 'seriesChange'; readonly id: SeriesId; readonly appointmentId: AppointmentId }
  | { readonly kind: 'reviews' }
  | { readonly kind: 'missedReviews' }
  | { readonly kind: 'waitlist' }
  | {
      readonly kind: 'waitlistEntry';
      /** Null for somebody new on the list. */
      readonly id: WaitingId | null;
      readonly patientId: PatientId;
      readonly held: HeldVisit | null;
    }
  | { readonly kind: 'walkIn'; readonly serial: number }
  | { readonly kind: 'register'; readonly typed: string }
  | { readonly kind: 'patient'; readonly id: PatientId; readonly editing: boolean };

/** A visit on its way to a new place, until the server has answered. */
export interface Pending {
  readonly doctorId: DoctorId;
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
}

/** A change that was refused, and what it was, so that it can be mended or tried again. */
export interface Trouble {
  readonly visitId: number;
  readonly action: Action;
  readonly error: AppError;
}

/** The outline of a booking; with the patient's name once it is on its way to the server. */
interface Sketched {
  readonly columnKey: string;
  readonly from: number;
  readonly to: number;
  readonly name: string | null;
}

interface Screen {
  /** Null: today, also after midnight. */
  readonly date: ClinicDate | null;
  readonly weekDoctor: DoctorId | null;
  readonly panel: Panel;
  readonly panelOpen: boolean;
  readonly cursor: Cursor | null;
  readonly carried: Carried | null;
  /** The visit under the pointer while it is dragged. */
  readonly moving: number | null;
  readonly pending: Readonly<Record<number, Pending>>;
  readonly trouble: Trouble | null;
  /** What there is to tell after this desk's last booking or move. */
  readonly offered: { readonly visitId: number; readonly about: MessageKind } | null;
  /** Where the booking that is being typed would lie. */
  readonly sketch: Sketched | null;
  /** Typed into the walk-in form and not sent. */
  readonly walkIn: TypedWalkIn | null;
  /** Since when, by this machine, the waiting room's screen hangs here. */
  readonly board: number | null;
  readonly keysShown: boolean;
  /** The date in the bar is being typed. */
  readonly jumping: boolean;
}

/** What this desk is looking at and doing; never a copy of the server's data. */
export const useScreen = create<Screen>()(() => ({
  date: null,
  weekDoctor: null,
  panel: { kind: 'waiting' },
  panelOpen: false,
  cursor: null,
  carried: null,
  moving: null,
  pending: {},
  trouble: null,
  offered: null,
  sketch: null,
  walkIn: null,
  board: null,
  keysShown: false,
  jumping: false,
}));

const set = useScreen.setState;
let serial = 0;

/** What is carried is carried along. */
export function showDate(date: ClinicDate | null): void {
  set({ date });
}

export function showPanel(panel: Panel): void {
  set((screen) => ({
    panel,
    panelOpen: panel.kind !== 'waiting',
    trouble: panel.kind === 'visit' && screen.trouble?.visitId === panel.id ? screen.trouble : null,
  }));
}

export function showVisit(id: number, closing = false): void {
  showPanel({ kind: 'visit', id, closing });
}

/** Opens the booking form, or gives the open one another place. */
export function showBooking(place: Omit<Place, 'serial'> | null, patientId: PatientId | null = null): void {
  serial += 1;
  const { panel } = useScreen.getState();
  const kept = panel.kind === 'booking' ? panel.patientId : null;
  showPanel({ kind: 'booking', place: place ? { ...place, serial } : null, patientId: patientId ?? kept });
}

/** Lists the next free times, anew each time. */
export function showNextFree(seed: FreeSeed): void {
  serial += 1;
  showPanel({ kind: 'nextFree', serial, seed });
}

export function setCursor(cursor: Cursor | null): void {
  set({ cursor });
}

export function setCarried(carried: Carried | null): void {
  set({ carried });
}

export function setPending(visitId: number, pending: Pending | null): void {
  set((screen) => {
    const rest = Object.fromEntries(Object.entries(screen.pending).filter(([id]) => Number(id) !== visitId));
    return { pending: pending ? { ...rest, [visitId]: pending } : rest };
  });
}

/** Shows many visits at their new places until the server has answered. */
export function setAllPending(places: readonly ({ readonly appointmentId: number } & Pending)[]): void {
  const added = Object.fromEntries(places.map(({ appointmentId, ...place }) => [appointmentId, place]));
  set((screen) => ({ pending: { ...screen.pending, ...added } }));
}

export function clearPending(visitIds: readonly number[]): void {
  const gone = new Set(visitIds);
  set((screen) => ({
    pending: Object.fromEntries(Object.entries(screen.pending).filter(([id]) => !gone.has(Number(id)))),
  }));
}

/** A booking or a move is something to tell the patient. */
export function offerMessage(visitId: number, about: MessageKind): void {
  set({ offered: { visitId, about } });
}

/** Opens the message to a visit's patient; what it is about comes from what was done last. */
export function showMessage(visitId: number, about: MessageKind | null = null): void {
  const id = AppointmentId.safeParse(visitId);
  if (!id.success) return;
  const { panel: back, offered } = useScreen.getState();
  const known = offered?.visitId === visitId ? offered.about : 'booked';
  showPanel({ kind: 'message', appointmentId: id.data, about: about ?? known, back });
}

export function setTrouble(trouble: Trouble | null): void {
  set({ trouble });
}

/** Opens the walk-in form with what was typed into it before, or anew. */
export function showWalkIn(anew = false): void {
  if (anew) {
    serial += 1;
    set({ walkIn: null });
  }
  showPanel({ kind: 'walkIn', serial });
}

export function showBoard(): void {
  set({ board: Date.now() });
}

export function hideBoard(): void {
  set({ board: null });
}

export function showKeys(keysShown: boolean): void {
  set({ keysShown });
}

/** Another person sits down: nothing of the one before stays on the screen. */
export function clearScreen(): void {
  set({
    panel: { kind: 'waiting' },
    panelOpen: false,
    cursor: null,
    carried: null,
    pending: {},
    trouble: null,
    offered: null,
    walkIn: null,
    board: null,
  });
}
