import { create } from 'zustand';
import type { AppointmentId } from '#shared/values/ids';

interface ConsultingRoom {
  /** Whether the doctor's workspace is shown instead of the calendar. */
  readonly shown: boolean;
  /** Whose page is open. */
  readonly visitId: AppointmentId | null;
}

export const useConsultingRoom = create<ConsultingRoom>()(() => ({ shown: false, visitId: null }));

export function showRoom(shown: boolean): void {
  useConsultingRoom.setState({ shown });
}

export function openVisit(visitId: AppointmentId | null): void {
  useConsultingRoom.setState({ visitId });
}

/** What one person had open is not for the next. */
export function forgetRoom(): void {
  useConsultingRoom.setState({ shown: false, visitId: null });
}
