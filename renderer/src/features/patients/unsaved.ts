import type { PatientDto } from '#shared/contract/patients';
import type { TypedPatient } from './patient-schema';

/** An edit or a registration that was left without saving: found again when its form is opened again. */
export interface Unsaved {
  readonly typed: TypedPatient;
  /** The patient the typing began from; null for somebody new. */
  readonly began: PatientDto | null;
}

const left = new Map<string, Unsaved>();

export function leftUnsaved(key: string): Unsaved | undefined {
  return left.get(key);
}

export function keepUnsaved(key: string, unsaved: Unsaved): void {
  left.set(key, unsaved);
}

export function dropUnsaved(key: string): void {
  left.delete(key);
}

/** Another person sits down: nothing that was typed before is theirs. */
export function forgetUnsaved(): void {
  left.clear();
}
