import { create } from 'zustand';
import type { AuditFilters, AuditLooking } from '#shared/contract/audit';
import type { PatientId } from '#shared/values/ids';
import { openSettings } from '../settings/store';

/** What the list is narrowed by; days as typed, so that half a date stays in its field. */
export interface Sought extends Omit<AuditFilters, 'from' | 'to' | 'patientId'> {
  readonly patient: { readonly id: PatientId; readonly name: string } | null;
  readonly from: string;
  readonly to: string;
}

export const EVERYTHING: Sought = {
  person: null,
  patient: null,
  action: null,
  entity: null,
  outcome: null,
  deskId: null,
  from: '',
  to: '',
};

interface AuditScreen {
  readonly sought: Sought;
  readonly order: AuditLooking['order'];
  /** The entry that is shown beside the list. */
  readonly shown: number | null;
}

export const useAuditScreen = create<AuditScreen>()(() => ({
  sought: EVERYTHING,
  order: 'newest',
  shown: null,
}));

export function seek(change: Partial<Sought>): void {
  const { sought } = useAuditScreen.getState();
  useAuditScreen.setState({ sought: { ...sought, ...change }, shown: null });
}

export function showEntry(id: number | null): void {
  useAuditScreen.setState({ shown: id });
}

/** Everything that was done to one patient, newest first. */
export function openHistoryOf(patient: NonNullable<Sought['patient']>): void {
  useAuditScreen.setState({ sought: { ...EVERYTHING, patient }, order: 'newest', shown: null });
  openSettings('audit');
}
