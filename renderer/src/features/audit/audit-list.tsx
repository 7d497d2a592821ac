import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '#shared/contract/audit';
import { useClinicZone, useLocale } from '../../app/clock';
import { AuditRow } from './audit-row';

interface Props {
  readonly lines: readonly AuditLine[];
  readonly hasMore: boolean;
  readonly shown: number | null;
  readonly onMore: () => void;
  readonly onShow: (id: number) => void;
}

/** Rows above and below the window, so that a quick scroll shows no gap. */
const AROUND = 12;
/** So near the end the next page is asked for. */
const NEAR = 40;
/** The height of `--row` until it was measured. */
const ROW = 28;

function rowHeight(list: HTMLElement | null): number {
  const height = list ? Number.parseFloat(getComputedStyle(list).getPropertyValue('--row')) : NaN;
  return Number.isNaN(height) ? ROW : height;
}

function moved(key: string, from: number, count: number, screen: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, count - 1);
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'PageDown':
      return Math.min(from + screen, count - 1);
    case 'PageUp':
      return Math.max(from - screen, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** As many lines as were read, of which only those in view are drawn; the keys walk all of them. */
export function AuditList({ lines, hasMore, shown, onMore, onShow }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const baseId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [view, setView] = useState({ first: 0, count: 40 });
  const at = Math.min(active, Math.max(0, lines.length - 1));

  const look = () => {
    const box = list.current;
    if (!box) return;
    const height = rowHeight(box);
    const next = {
      first: Math.floor(box.scrollTop / height),
      count: Math.max(1, Math.floor(box.clientHeight / height)),
    };
    setView((old) => (old.first === next.first && old.count === next.count ? old : next));
  };
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const watch = new ResizeObserver(look);
    watch.observe(box);
    return () => {
      watch.disconnect();
    };
  }, []);
  const isNearEnd = view.first + view.count + NEAR >= lines.length || at + NEAR >= lines.length;
  useEffect(() => {
    if (hasMore && isNearEnd) onMore();
  }, [hasMore, isNearEnd, onMore]);

  const go = (to: number) => {
    const box = list.current;
    if (!box) return;
    const height = rowHeight(box);
    setActive(to);
    if (to * height < box.scrollTop) box.scrollTop = to * height;
    else if ((to + 1) * height > box.scrollTop + box.clientHeight)
      box.scrollTop = (to + 1) * height - box.clientHeight;
  };
  const keyDown = (event: KeyboardEvent) => {
    const to = moved(event.key, at, lines.length, view.count);
    if (to !== null) {
      event.preventDefault();
      go(to);
    } else if (event.key === 'Enter') {
      const line = lines[at];
      if (line) onShow(line.id);
    }
  };

  const offset = Math.max(0, view.first - AROUND);
  const drawn = lines.slice(offset, view.first + view.count + AROUND);
  const activeLine = lines[at];
  const isDrawn = at >= offset && at < offset + drawn.length;
  const optionId = (id: number) => `${baseId}-${String(id)}`;
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className="audit-list"
      aria-label={t('audit.list')}
      aria-activedescendant={activeLine && isDrawn ? optionId(activeLine.id) : undefined}
      onScroll={look}
      onKeyDown={keyDown}
      onFocus={() => {
        go(at);
      }}
    >
      <div
        role="presentation"
        className="audit-lines"
        style={{ blockSize: `calc(var(--row) * ${String(lines.length)})` }}
      >
        {drawn.map((line, index) => (
          <AuditRow
            key={line.id}
            id={optionId(line.id)}
            line={line}
            place={offset + index}
            isActive={offset + index === at}
            isShown={line.id === shown}
            locale={locale}
            zone={zone}
            onPick={() => {
              setActive(offset + index);
              onShow(line.id);
            }}
          />
        ))}
      </div>
    </div>
  );
}
