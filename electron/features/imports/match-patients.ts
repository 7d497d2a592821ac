import { LIKELY, likely, nameLikeness, phoneKey } from '#shared/domain/duplicates';
import { fold, wholeNumber } from '#shared/domain/search-words';
import type { Alike, Known, LookedFor } from './parts';
import { problemOf } from './problems';
import type { PatientDraft, Problem, VisitDraft } from './staged';

/** Names this alike under one number are one person's, written otherwise. */
const SAME_PERSON = 0.84;
const MOST_SHOWN = 3;

function fullName(one: { readonly firstName: string; readonly lastName: string | null }): string {
  return `${one.firstName} ${one.lastName ?? ''}`.trim();
}

function plain(name: string): string {
  return fold(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}

function birthKey(one: Pick<PatientDraft, 'dateOfBirth' | 'birthPrecision'>): string {
  if (one.dateOfBirth === null) return '';
  return one.dateOfBirth.slice(0, { year: 4, month: 7, day: 10 }[one.birthPrecision ?? 'day']);
}

type Identity = Pick<PatientDraft, 'firstName' | 'lastName' | 'phone' | 'dateOfBirth' | 'birthPrecision'>;

/** Name, phone and birth: the same in two rows means the same person. */
export function identityOf(one: Identity): string {
  return [plain(fullName(one)), phoneKey(one.phone) ?? '', birthKey(one)].join('|');
}

export function soughtOf(draft: PatientDraft): LookedFor {
  const numbers = [draft.clinicNo, draft.oldFileNo, draft.identifier].filter((number) => number !== null);
  return { described: draft, numbers, identifier: draft.identifier, clinicNo: draft.clinicNo };
}

export interface Match {
  readonly thereAs: number | null;
  readonly alike: Alike[];
  readonly problems: Problem[];
}

function hasNumber(known: Known, number: string | null): boolean {
  const token = number === null ? '' : wholeNumber(number);
  return token !== '' && known.numbers.some((one) => wholeNumber(one) === token);
}

function isSamePerson(draft: PatientDraft, known: Known): boolean {
  return nameLikeness(fullName(draft), fullName(known)) >= SAME_PERSON;
}

/** Whether the patient is there, by a number or by name, phone and birth; else who it may be. */
export function matchPatient(draft: PatientDraft, candidates: readonly Known[]): Match {
  const none: Match = { thereAs: null, alike: [], problems: [] };
  for (const field of ['clinicNo', 'identifier'] as const) {
    const holder =
      draft[field] === null ? undefined : candidates.find((known) => hasNumber(known, draft[field]));
    if (!holder) continue;
    if (isSamePerson(draft, holder) && !holder.deleted) return { ...none, thereAs: holder.readAs };
    // The database gives a number once; one of the old files is only a hint.
    const isThis = field === 'identifier' || holder.clinicNo?.toLowerCase() === draft.clinicNo?.toLowerCase();
    if (isThis) {
      const params = { value: draft[field] ?? '', name: fullName(holder) };
      return { ...none, problems: [problemOf(field, 'number_taken', params)] };
    }
  }
  const present = candidates.filter(({ deleted }) => !deleted);
  const there =
    present.find((known) => hasNumber(known, draft.oldFileNo) && isSamePerson(draft, known)) ??
    present.find((known) => identityOf(known) === identityOf(draft));
  if (there) return { ...none, thereAs: there.readAs };
  const alike = present
    .map((known) => ({ id: known.readAs, ...likely(draft, known) }))
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, MOST_SHOWN)
    .map(({ id, reasons }) => ({ id, reasons: [...reasons] }));
  return { ...none, alike };
}

/** Whoever an appointment's row names, looked for by number, else by name and phone. */
export function soughtByVisit(draft: VisitDraft): LookedFor {
  const described = {
    firstName: draft.name ?? '',
    lastName: null,
    phone: draft.phone,
    contactEmail: null,
    dateOfBirth: null,
    birthPrecision: null,
    guardian: null,
  };
  return {
    described,
    numbers: draft.patientNo === null ? [] : [draft.patientNo],
    identifier: draft.patientNo,
    clinicNo: draft.patientNo,
  };
}

/** The patient of an appointment's row, or why it is not known who that is. */
export function matchVisitor(draft: VisitDraft, candidates: readonly Known[]): Match {
  const present = candidates.filter(({ deleted }) => !deleted);
  const byNumber = present.filter((known) => hasNumber(known, draft.patientNo));
  const named = present.filter(
    (known) =>
      draft.name !== null &&
      nameLikeness(draft.name, fullName(known)) >= SAME_PERSON &&
      (draft.phone === null || phoneKey(draft.phone) === phoneKey(known.phone)),
  );
  const exact = named.filter((known) => plain(draft.name ?? '') === plain(fullName(known)));
  const found = byNumber.length > 0 ? byNumber : exact.length > 0 ? exact : named;
  const ids = [...new Set(found.map(({ readAs }) => readAs))];
  const [only, ...others] = ids;
  const said = { value: draft.patientNo ?? draft.name ?? '' };
  const field = draft.patientNo === null ? 'name' : 'patientNo';
  if (only === undefined)
    return { thereAs: null, alike: [], problems: [problemOf(field, 'unknown_patient', said)] };
  if (others.length === 0) {
    const isArchived = found.some(({ id, archived }) => id === only && archived);
    if (!isArchived) return { thereAs: only, alike: [], problems: [] };
    return {
      thereAs: null,
      alike: [{ id: only, reasons: [] }],
      problems: [problemOf(field, 'patient_archived', said)],
    };
  }
  const alike = ids.slice(0, MOST_SHOWN).map((id): Alike => ({ id, reasons: ['same_name'] }));
  return { thereAs: null, alike, problems: [problemOf(field, 'several_patients', said)] };
}
