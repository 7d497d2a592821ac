import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToldMark } from '#shared/contract/messages';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { movedAmongRows, rowIdOf } from '../../ui/row-keys';
import { useCommands } from '../appointments/commands';
import { useToldWords } from './told-words';

export interface TellRow {
  readonly id: number;
  readonly name: string;
  readonly line: string;
  readonly phone: string | null;
  readonly told: ToldMark | null;
}

interface Props {
  readonly title: string;
  readonly children?: ReactNode;
  readonly empty: string;
  readonly rows: readonly TellRow[];
  /** The patient who was just told: the keyboard goes on with the next. */
  readonly after: number | null;
  readonly onOpen: (id: number) => void;
}

/** The next to be told after one row, else the first of all; the first row when everybody knows. */
function nextUntold(rows: readonly TellRow[], after: number | null): number | undefined {
  const at = rows.findIndex(({ id }) => id === after);
  const untold = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))].find(
    ({ told }) => told?.holds !== true,
  );
  return (untold ?? rows[0])?.id;
}

/** Patients to be told, one a row: arrows choose, Enter opens the message. */
export function TellList({ title, children, empty, rows, after, onOpen }: Props) {
  const { t } = useTranslation();
  const toldWords = useToldWords();
  const { onLetter } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const told = rows.filter((row) => row.told?.holds === true).length;
  const first = nextUntold(rows, after);
  const isReady = rows.length > 0;
  const begin = useRef(first);
  useEffect(() => {
    if (isReady)
      list.current?.querySelector<HTMLElement>(`[data-row="${String(begin.current ?? first)}"]`)?.focus();
    // Only when the list comes: later the keyboard is the person's own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady]);

  const keyDown = (event: KeyboardEvent) => {
    if (!movedAmongRows(event, list.current)) onLetter(event, rowIdOf(event.target));
  };

  return (
    <>
      <div ref={list} className="queue" role="group" data-keys="list" aria-label={title} onKeyDown={keyDown}>
        <h2>
          {title}
          {isReady ? <small>{t('messages.progress', { told, total: rows.length })}</small> : null}
        </h2>
        {children}
        {isReady ? null : <p className="empty">{empty}</p>}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className="row"
                data-row={row.id}
                onClick={() => {
                  onOpen(row.id);
                }}
              >
                <span className={row.told?.holds === true ? 'chip chip--done' : 'chip chip--scheduled'} />
                <b>{row.name}</b>
                <span>{[row.line, row.phone ?? t('messages.noPhone')].join(' · ')}</span>
                {row.told ? (
                  <i className="waited" title={toldWords(row.told)}>
                    {t(row.told.holds ? `messages.ways.${row.told.way}` : 'messages.old')}
                  </i>
                ) : null}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <footer className="panel-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.upDown} /> {t('keys.short.choose')}
        </span>
        <span>
          <Kbd k={KEY.enter} /> {t('messages.open')}
        </span>
        <span>
          <Kbd k={KEY.escape} /> {t('common.close')}
        </span>
      </footer>
    </>
  );
}
