import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error';
import { chosen, type Clash, type Draft, isSame, rebased } from '../clinic/merge';

type Stale = Extract<Extract<AppError, { code: 'CONFLICT' }>['conflict'], { kind: 'stale' }>;

interface Row<T> {
  readonly version: number;
  readonly fields: T;
}

export interface RowDraft<T> {
  readonly typed: T;
  /** What a save is made from. */
  readonly version: number;
  readonly isChanged: boolean;
  /** Where a refused save and the row say different things of the same, with whose the row's is. */
  readonly clashes: readonly (Clash & { readonly by: Stale })[];
  readonly type: (more: Partial<T>) => void;
  readonly refuse: (by: Stale) => void;
  readonly choose: (clash: Clash, side: 'mine' | 'theirs') => void;
  readonly forget: () => void;
}

/**
 * What is typed over a row that another desk may change meanwhile: what they changed elsewhere in it comes along,
 * and where both changed the same, the save is refused and both versions are shown.
 */
export function useRowDraft<T extends object>({ version, fields }: Row<T>): RowDraft<T> {
  const [kept, setKept] = useState<Draft | null>(null);
  const [by, setBy] = useState<Stale | null>(null);
  const { draft, clashes } = rebased(kept ?? { version, base: fields, value: fields }, fields, version);
  return {
    // A draft of a row is that row's fields as their inputs gave them.
    typed: draft.value as T,
    version: draft.version,
    isChanged: clashes.length > 0 || !isSame(draft.value, fields),
    clashes: by === null ? [] : clashes.map((clash) => ({ ...clash, by })),
    type: (more) => {
      setKept({ ...draft, value: { ...(draft.value as T), ...more } });
    },
    refuse: setBy,
    choose: (clash, side) => {
      setKept(chosen(draft, clash, side));
      // The next one who is faster may be somebody else.
      if (clashes.length === 1) setBy(null);
    },
    forget: () => {
      setKept(null);
      setBy(null);
    },
  };
}

/** Who was faster, where a save was refused for that. */
export function staleOf(error: AppError): Stale | null {
  return error.code === 'CONFLICT' && error.conflict.kind === 'stale' ? error.conflict : null;
}
