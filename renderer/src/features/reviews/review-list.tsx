import { useEffect, useRef, type ComponentType, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#shared/errors/app-error';
import { errorWords } from '../../ui/error-words';
import { useClinicZone } from '../../app/clock';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { movedAmongRows, rowIdOf } from '../../ui/row-keys';
import { useCommands } from '../appointments/commands';
import './reviews.css';

interface Review {
  readonly id: number;
}

export interface RowProps<R> {
  readonly review: R;
  /** Does something with the row; when it is done the keyboard goes on with the next. */
  readonly onAct: (work: Promise<boolean>) => void;
}

interface Props<R extends Review> {
  readonly title: string;
  /** The way to the other list. */
  readonly other: { readonly label: string; readonly cap: string; readonly onOpen: () => void };
  readonly rows: readonly R[] | null;
  readonly error: Refusal | null;
  readonly more: boolean;
  readonly empty: ReactNode;
  readonly Row: ComponentType<RowProps<R>>;
  /** What a key does on a row besides the keys of every list. */
  readonly onKey: (key: string, row: R) => Promise<boolean> | null;
  readonly keys: readonly (readonly [cap: string, text: string])[];
}

/** Reviews, one a row: arrows choose, and a row that goes away hands the keyboard to the next. */
export function ReviewList<R extends Review>(props: Props<R>) {
  const { title, other, rows, error, more, empty, Row, onKey, keys } = props;
  const { t } = useTranslation();
  const zone = useClinicZone();
  const { onLetter } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const isLoaded = rows !== null;
  useEffect(() => {
    if (isLoaded) (list.current?.querySelector<HTMLElement>('.row') ?? list.current)?.focus();
  }, [isLoaded]);

  const actOn = async (id: number, work: Promise<boolean>) => {
    const shown = rows ?? [];
    const next = shown[shown.findIndex((row) => row.id === id) + 1]?.id;
    if (!(await work)) return;
    requestAnimationFrame(() => {
      const here = list.current;
      const row = here?.querySelector<HTMLElement>(`[data-row="${String(next ?? id)}"]`);
      (row ?? here?.querySelector<HTMLElement>('.row') ?? here)?.focus();
    });
  };

  const keyDown = (event: KeyboardEvent) => {
    if (movedAmongRows(event, list.current)) return;
    const row = rows?.find(({ id }) => id === rowIdOf(event.target));
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const work = row && isPlain ? onKey(event.key.toLowerCase(), row) : null;
    if (!row || !work) {
      onLetter(event, null);
      return;
    }
    event.preventDefault();
    void actOn(row.id, work);
  };

  return (
    <>
      <div
        ref={list}
        className="queue reviews"
        role="group"
        tabIndex={-1}
        data-keys="list"
        aria-label={title}
        onKeyDown={keyDown}
      >
        <h2>
          {title}
          <button type="button" className="link" onClick={other.onOpen}>
            {other.label} <Kbd k={other.cap} />
          </button>
        </h2>
        {error && !rows ? <p className="problem">{errorWords(t, error.error, zone)}</p> : null}
        {rows?.length === 0 ? <p className="empty">{empty}</p> : null}
        <ul className="rows">
          {(rows ?? []).map((row) => (
            <li key={row.id}>
              <Row
                review={row}
                onAct={(work) => {
                  void actOn(row.id, work);
                }}
              />
            </li>
          ))}
        </ul>
        {more ? <p className="empty">{t('reviews.more', { count: rows?.length ?? 0 })}</p> : null}
      </div>
      <footer className="panel-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.upDown} /> {t('keys.short.choose')}
        </span>
        {keys.map(([cap, text]) => (
          <span key={cap}>
            <Kbd k={cap} /> {text}
          </span>
        ))}
      </footer>
    </>
  );
}
