import { identityOf } from './match-patients';
import { problemOf } from './problems';
import type { PatientDraft, Problem, VisitDraft } from './staged';
import { slotsOf } from './visit-rows';

/** What the earlier rows of a file have taken: numbers, people, and times. */
export class EarlierRows {
  readonly #numbers = new Map<string, number>();
  readonly #people = new Map<string, number>();
  readonly #slots = new Map<string, number>();
  readonly #patients = new Map<
    number,
    { readonly start: string; readonly end: string; readonly rowNo: number }[]
  >();

  /** A number that an earlier row has, or the earlier row that is the same person. */
  addPatient(
    draft: PatientDraft,
    rowNo: number,
  ): { readonly problems: Problem[]; readonly repeats: number | null } {
    const problems: Problem[] = [];
    for (const field of ['clinicNo', 'identifier'] as const) {
      const number = draft[field];
      if (number === null) continue;
      const key = `${field} ${number.toLowerCase()}`;
      const earlier = this.#numbers.get(key);
      if (earlier === undefined) this.#numbers.set(key, rowNo);
      else problems.push(problemOf(field, 'number_in_row', { value: number, row: earlier }));
    }
    const key = identityOf(draft);
    const repeats = this.#people.get(key) ?? null;
    if (repeats === null) this.#people.set(key, rowNo);
    return { problems, repeats };
  }

  /** The earlier row that holds the doctor's or the patient's time, or is the very same visit. */
  addVisit(
    draft: VisitDraft,
    patientId: number,
    rowNo: number,
  ): { readonly problems: Problem[]; readonly repeats: number | null } {
    const own = this.#patients.get(patientId) ?? [];
    const slots = slotsOf(draft);
    const holder = slots.map((slot) => this.#slots.get(slot)).find((row) => row !== undefined);
    const other = own.find(({ start, end }) => start < draft.end && draft.start < end);
    if (holder !== undefined && other?.rowNo === holder && other.start === draft.start)
      return { problems: [], repeats: holder };
    if (holder !== undefined)
      return { problems: [problemOf('time', 'slot_in_row', { row: holder })], repeats: null };
    if (other)
      return { problems: [problemOf('time', 'elsewhere_in_row', { row: other.rowNo })], repeats: null };
    for (const slot of slots) this.#slots.set(slot, rowNo);
    this.#patients.set(patientId, [...own, { start: draft.start, end: draft.end, rowNo }]);
    return { problems: [], repeats: null };
  }
}
