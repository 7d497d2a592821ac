import { create } from 'zustand';
import type { HistoryKind } from '#shared/contract/medical-history';
import type { TypedFact } from './history-logic';

type TypedByKind = Readonly<Partial<Record<HistoryKind, TypedFact | null>>>;

/** By visit: a lock, or somebody else who is called in between, takes nothing away that was typed. */
interface TypedByVisit {
  readonly byVisit: ReadonlyMap<number, TypedByKind>;
}

export const useTypedHistory = create<TypedByVisit>()(() => ({ byVisit: new Map() }));

/** Keeps what is typed of one kind, or with null forgets it. */
export function keepHistory(visitId: number, kind: HistoryKind, typed: TypedFact | null): void {
  useTypedHistory.setState(({ byVisit }) => ({
    byVisit: new Map(byVisit).set(visitId, { ...byVisit.get(visitId), [kind]: typed }),
  }));
}

/** What one person typed is not for the next. */
export function forgetHistory(): void {
  useTypedHistory.setState({ byVisit: new Map() });
}
