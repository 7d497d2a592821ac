import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError, Result } from '#shared/errors/app-error';
import { type LeftPlace, leaveBehind, letGo } from './left-behind';

const PAUSE = 600;
/** A server that was away is asked again by itself. */
const AGAIN = 3_000;

export type KeepState =
  | { readonly kind: 'nothing' | 'typing' | 'saving' | 'kept' }
  | { readonly kind: 'failed'; readonly error: AppError };

interface Keeping<T, Row> {
  readonly begin: () => T;
  /** The draft as it was opened; null where nothing is kept yet. */
  readonly draft: Row | null;
  /** Where it waits when no save brings it to the server. */
  readonly place: LeftPlace;
  /** What waited there and the version that it was typed over: it is gone on with. */
  readonly left: { readonly version: number | null; readonly typed: T } | null;
  /** What is left behind of what is typed, readable by the next who opens it. */
  readonly leaving: (typed: T) => unknown;
  /** Sends what is typed over the draft that is known. */
  readonly send: (typed: T, before: Row | null) => Promise<Result<Row>>;
}

/**
 * What is typed, kept half a second behind the hands, one save after the other, and at once when it goes away. A save
 * that failed is tried again; what was typed stays.
 */
export function useKept<T, Row extends { readonly version: number }>(keeping: Keeping<T, Row>) {
  const { draft, place, send, leaving } = keeping;
  const [left] = useState(keeping.left);
  const [typed, setTyped] = useState<T>(() => left?.typed ?? keeping.begin());
  const [kept, setKept] = useState<KeepState>({ kind: left ? 'typing' : draft ? 'kept' : 'nothing' });
  // What was left goes over the version that it was typed over: one that was saved since is not lost under it.
  const row = useRef(
    left ? (left.version === null ? null : draft && { ...draft, version: left.version }) : draft,
  );
  const latest = useRef(typed);
  const unsaved = useRef(left !== null);
  const isLeft = useRef(left !== null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const turn = useRef<Promise<AppError | null>>(Promise.resolve(null));
  const flushRef = useRef<() => Promise<AppError | null>>(() => Promise.resolve(null));

  const save = useCallback(async (): Promise<AppError | null> => {
    if (!unsaved.current) return null;
    unsaved.current = false;
    setKept({ kind: 'saving' });
    const answer = await send(latest.current, row.current);
    if (answer.ok) {
      row.current = answer.value;
      if (isLeft.current) letGo(place);
      isLeft.current = false;
      setKept((before) => (before.kind === 'typing' ? before : { kind: 'kept' }));
      return null;
    }
    unsaved.current = true;
    setKept({ kind: 'failed', error: answer.error });
    // Somebody else's text stands there: which of the two is to stay is asked on the screen.
    if (answer.error.code !== 'CONFLICT') {
      isLeft.current = true;
      leaveBehind(place, row.current?.version ?? null, leaving(latest.current));
    }
    if (answer.error.code === 'DB_UNAVAILABLE' || answer.error.code === 'TIMEOUT') {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flushRef.current(), AGAIN);
    }
    return answer.error;
  }, [send, place, leaving]);

  /** Keeps what is typed now. @returns why it could not be kept */
  const flush = useCallback((): Promise<AppError | null> => {
    clearTimeout(timer.current);
    turn.current = turn.current.then(save);
    return turn.current;
  }, [save]);

  /** A change of the draft that is no typing, in its turn between two saves. @returns why it could not be made */
  const step = useCallback(
    (work: (before: Row | null) => Promise<Result<Row>>): Promise<AppError | null> => {
      clearTimeout(timer.current);
      turn.current = turn.current.then(async () => {
        const notKept = await save();
        if (notKept) return notKept;
        const answer = await work(row.current);
        if (!answer.ok) return answer.error;
        row.current = answer.value;
        return null;
      });
      return turn.current;
    },
    [save],
  );

  useEffect(() => {
    flushRef.current = flush;
  }, [flush]);
  useEffect(() => {
    if (left) void flushRef.current();
    return () => {
      void flushRef.current();
    };
  }, [left]);

  const edit = useCallback(
    (work: (before: T) => T) => {
      latest.current = work(latest.current);
      unsaved.current = true;
      setTyped(latest.current);
      setKept({ kind: 'typing' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), PAUSE);
    },
    [flush],
  );

  /** The draft as the server has it. */
  const current = useCallback(() => row.current, []);
  return { typed, edit, flush, step, kept, current };
}
