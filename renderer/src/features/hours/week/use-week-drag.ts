import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { type ClinicDate, minuteOfDay } from '#shared/values/wall-clock';
import { DRAFT_RULE } from '../logic/draft';
import type { Occurrence } from '../logic/occurrences';
import { type Place, STEP, movedTo, snapped, stretchedTo } from '../logic/week-moves';

/** A rule on one day of the week that is shown. */
export interface Block extends Place {
  readonly key: string;
  readonly occurrence: Occurrence;
  readonly isLeave: boolean;
  /** It belongs to the change in hand. */
  readonly isDraft: boolean;
}

export function blockOf(occurrence: Occurrence): Block {
  const { rule, date } = occurrence;
  return {
    key: `${String(rule.id)} ${date}`,
    occurrence,
    date,
    from: minuteOfDay(rule.start),
    to: minuteOfDay(rule.end),
    isLeave: !rule.available,
    isDraft: rule.id === DRAFT_RULE,
  };
}

export interface WeekPoint {
  readonly day: number;
  readonly minute: number;
}

interface Drag {
  readonly pointerId: number;
  readonly block: Block | null;
  readonly edge: 'from' | 'to' | null;
  readonly start: WeekPoint;
  readonly x: number;
  readonly y: number;
}

/** What the drag would make: of a block by its key, or new hours with null. */
export interface Sketch {
  readonly key: string | null;
  readonly place: Place;
}

interface Port {
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly days: readonly ClinicDate[];
  readonly blocks: readonly Block[];
  readonly onPlace: (block: Block | null, place: Place) => boolean;
}

/** So far a press is a click, in pixels. */
const THRESHOLD = 4;
/** How near to an edge a press takes it, in pixels. */
const EDGE = 7;

function pointAt(layer: HTMLElement, x: number, y: number): WeekPoint {
  const box = layer.getBoundingClientRect();
  const isRtl = getComputedStyle(layer).direction === 'rtl';
  const share = (isRtl ? box.right - x : x - box.left) / box.width;
  const day = Math.min(6, Math.max(0, Math.floor(share * 7)));
  return { day, minute: Math.min(1440, Math.max(0, ((y - box.top) / box.height) * 1440)) };
}

/** The edge under the pointer: its border counts too, as one aims at the line. */
function edgeOf(block: HTMLElement, y: number): 'from' | 'to' | null {
  const { top, bottom } = block.getBoundingClientRect();
  if (bottom - y <= EDGE) return 'to';
  return y - top <= EDGE ? 'from' : null;
}

function placeOf(drag: Drag, at: WeekPoint, days: readonly ClinicDate[]): Place | null {
  const date = days[at.day];
  const first = days[drag.start.day];
  if (date === undefined || first === undefined) return null;
  if (!drag.block) {
    const from = Math.floor(drag.start.minute / STEP) * STEP;
    return stretchedTo({ date: first, from, to: from + STEP }, 'to', snapped(at.minute));
  }
  if (drag.edge) return stretchedTo(drag.block, drag.edge, snapped(at.minute));
  return movedTo(drag.block, date, snapped(drag.block.from + at.minute - drag.start.minute));
}

/** Dragging in the week: free time makes hours, a block moves, its edges stretch; Escape lets go. */
export function useWeekDrag({ layer, days, blocks, onPlace }: Port) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [sketch, setSketch] = useState<Sketch | null>(null);

  const stop = () => {
    setDrag(null);
    setSketch(null);
  };
  const onMove = useEffectEvent((event: PointerEvent) => {
    if (!drag || !layer.current) return;
    if (!sketch && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < THRESHOLD) return;
    const place = placeOf(drag, pointAt(layer.current, event.clientX, event.clientY), days);
    if (place) setSketch({ key: drag.block?.key ?? null, place });
  });
  const onUp = useEffectEvent(() => {
    if (drag && sketch) onPlace(drag.block, sketch.place);
    stop();
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    stop();
  });
  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return;
    const gone = new AbortController();
    const { signal } = gone;
    window.addEventListener(
      'pointermove',
      (event) => {
        onMove(event);
      },
      { signal },
    );
    window.addEventListener(
      'pointerup',
      () => {
        onUp();
      },
      { signal },
    );
    window.addEventListener('pointercancel', stop, { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        onKey(event);
      },
      { signal, capture: true },
    );
    return () => {
      gone.abort();
    };
  }, [isDragging]);

  /** @returns where the pointer went down, for the cursor */
  const onPointerDown = (event: ReactPointerEvent<HTMLDivElement>): WeekPoint | null => {
    if (event.button !== 0 || !layer.current) return null;
    const start = pointAt(layer.current, event.clientX, event.clientY);
    const hit = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-block]') : null;
    const block = blocks.find(({ key }) => key === hit?.dataset['block']) ?? null;
    const edge = block && hit ? edgeOf(hit, event.clientY) : null;
    setDrag({ pointerId: event.pointerId, block, edge, start, x: event.clientX, y: event.clientY });
    return start;
  };
  return { sketch, onPointerDown };
}
