import { type KeyboardEvent, type UIEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#shared/contract/timeline';
import { movedAmongRows } from '../../ui/row-keys';
import { useWhen } from '../vitals/words';
import { keyOf, useEntryWords } from './words';

interface Props {
  readonly entries: readonly TimelineEntry[];
  readonly onMore: () => void;
  /** Null for what has nothing behind it: its whole text is shown instead. */
  readonly wayTo: (entry: TimelineEntry) => (() => void) | null;
}

/** So many pixels from the end, or so many rows, the next page is asked for. */
const NEAR = 400;
const NEAR_ROWS = 12;

/** The lines that were read; the keys walk them, and near their end there are more. */
export function TimelineList({ entries, onMore, wayTo }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const nearEnd = ({ currentTarget: box }: UIEvent) => {
    if (box.scrollTop + box.clientHeight + NEAR >= box.scrollHeight) onMore();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (!movedAmongRows(event, list.current)) return;
    const rows = [...(list.current?.querySelectorAll('.row') ?? [])];
    if (rows.findIndex((row) => row === document.activeElement) >= rows.length - NEAR_ROWS) onMore();
  };
  return (
    <ol
      ref={list}
      className="timeline-list"
      aria-label={t('timeline.title')}
      onScroll={nearEnd}
      onKeyDown={keyDown}
    >
      {entries.map((entry) => (
        <Line key={keyOf(entry)} entry={entry} open={wayTo(entry)} />
      ))}
    </ol>
  );
}

interface LineProps {
  readonly entry: TimelineEntry;
  readonly open: (() => void) | null;
}

function Line({ entry, open }: LineProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const wordsOf = useEntryWords();
  const [isWhole, setWhole] = useState(false);
  const { said, state } = wordsOf(entry);
  return (
    <li>
      <button
        type="button"
        className="row timeline-row"
        aria-expanded={open ? undefined : isWhole}
        onClick={
          open ??
          (() => {
            setWhole(!isWhole);
          })
        }
      >
        <span className="timeline-when">{when(entry.at, true)}</span>
        <b>{t(`timeline.kind.${entry.kind}`)}</b>
        <span className="timeline-said" data-whole={isWhole}>
          {state === null ? null : <i>{state}</i>}
          {state === null || said === '' ? '' : ' · '}
          {said}
        </span>
        <span className="timeline-by">{entry.by}</span>
      </button>
    </li>
  );
}
