import { create } from 'zustand';
import { NOTHING_TYPED, type TypedVitals } from '#shared/domain/vitals/typed';

/** A form as it is typed. */
export interface TypedEntry {
  readonly typed: TypedVitals;
  readonly note: string;
}

export const NO_ENTRY: TypedEntry = { typed: NOTHING_TYPED, note: '' };

/** By visit: somebody else who is called in between takes nothing away that was typed. */
interface TypedByVisit {
  readonly byVisit: ReadonlyMap<number, TypedEntry>;
}

export const useTypedVitals = create<TypedByVisit>()(() => ({ byVisit: new Map() }));

export function keepTyped(visitId: number, entry: TypedEntry | null): void {
  useTypedVitals.setState(({ byVisit }) => {
    const next = new Map(byVisit);
    if (entry) next.set(visitId, entry);
    else next.delete(visitId);
    return { byVisit: next };
  });
}

/** What one person typed is not for the next. */
export function forgetVitals(): void {
  useTypedVitals.setState({ byVisit: new Map() });
}
