import type { AppointmentDto } from '#shared/contract/appointments';
import { LONGEST_MINUTES } from '#shared/domain/slots';
import { minutesBetween } from '#shared/values/wall-clock';
import { spanOn, type Column, type Span } from '../logic/columns';
import { spanAt, spanBetween, stretched } from '../logic/scale';

/** What is being dragged: a new time, a visit, or a visit's lower edge. */
export type Load =
  | { readonly kind: 'new' }
  | { readonly kind: 'move'; readonly visit: AppointmentDto }
  | { readonly kind: 'resize'; readonly visit: AppointmentDto };

export interface Landing extends Span {
  readonly column: Column;
  readonly load: Load;
}

/** Where what is dragged would come down: in the calendar, among those to be moved, or nowhere. */
export type Target = Landing | 'parking' | null;

export interface DragPort {
  readonly root: HTMLElement;
  /** The layer over all columns: its box gives minutes and columns to a point. */
  readonly layer: HTMLElement;
  columns(): readonly Column[];
  scale(): number;
  /** A visit, or free time of a column, may be dragged. */
  mayDrag(visit: AppointmentDto | null, column: Column): boolean;
  /** A visit in the list of those to be moved. */
  toMove(id: string): AppointmentDto | undefined;
  /** At the minute and in the column where it was taken hold of; null from the list of those to be moved. */
  started(load: Load, column: Column | null, minute: number): void;
  draw(target: Target, load: Load): void;
  dropped(landing: Landing): void;
  parked(visit: AppointmentDto): void;
  ended(): void;
}

const THRESHOLD = 4;
const EDGE = 7;
const SCROLL_ZONE = 36;
/** How long a drag rests on an arrow of the bar before the day turns, in milliseconds. */
const TURNS_AFTER = 600;
/** Where a visit of the list hangs at the pointer: its head, in minutes. */
const LIST_GRIP = 5;

export interface AttachedDrag {
  /** What stands under a pointer that rests has changed, by another desk for one. */
  readonly redraw: () => void;
  readonly detach: () => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Grip {
  readonly load: Load;
  readonly element: HTMLElement | null;
  readonly start: Point;
  readonly columnKey: string;
  /** The minute under the pointer at the start, and the visit's own minutes then. */
  readonly anchor: number;
  readonly span: Span;
  readonly length: number;
}

/** Where a point lies in the calendar; null beside it. */
export function pointToPlace(
  port: Pick<DragPort, 'layer' | 'columns' | 'scale'>,
  point: Point,
): { column: Column; minute: number } | null {
  const box = port.layer.getBoundingClientRect();
  const columns = port.columns();
  const rightToLeft = getComputedStyle(port.layer).direction === 'rtl';
  const along = rightToLeft ? box.right - point.x : point.x - box.left;
  const index = Math.min(Math.max(0, Math.floor((along / box.width) * columns.length)), columns.length - 1);
  const column = columns[index];
  return column ? { column, minute: (point.y - box.top) / port.scale() } : null;
}

/** Over the bar or the panel, where nothing but what they offer takes a drop. */
function isBeside(under: Element | null): boolean {
  return under !== null && under.closest('.panel, .bar') !== null;
}

/** A row of those to be moved, taken hold of. */
function rowGripOf(port: DragPort, target: Element, start: Point): Grip | null {
  const element = target.closest<HTMLElement>('[data-to-move]');
  const visit = element && port.toMove(element.dataset['toMove'] ?? '');
  if (!visit || visit.kind === 'token') return null;
  const length = minutesBetween(visit.start, visit.end);
  const span = { from: 0, to: length };
  return { load: { kind: 'move', visit }, element, start, columnKey: '', anchor: LIST_GRIP, span, length };
}

function gripOf(port: DragPort, event: PointerEvent): Grip | null {
  const start = { x: event.clientX, y: event.clientY };
  if (!(event.target instanceof Element)) return null;
  if (!port.root.contains(event.target)) return rowGripOf(port, event.target, start);
  const place = pointToPlace(port, start);
  if (!place) return null;
  const element = event.target.closest<HTMLElement>('[data-visit]');
  const common = { element, start, columnKey: place.column.key, anchor: place.minute };
  if (!element) {
    if (event.pointerType === 'touch' || !port.mayDrag(null, place.column)) return null;
    return { ...common, load: { kind: 'new' }, span: { from: place.minute, to: place.minute }, length: 0 };
  }
  if (event.pointerType === 'touch' && element.dataset['selected'] === undefined) return null;
  const visit = place.column.visits.find(({ id }) => String(id) === element.dataset['visit']);
  if (!visit?.start.startsWith(place.column.date) || !port.mayDrag(visit, place.column)) return null;
  const box = element.getBoundingClientRect();
  const atEdge = box.bottom - start.y <= Math.min(EDGE, box.height / 3);
  return {
    ...common,
    load: { kind: atEdge ? 'resize' : 'move', visit },
    span: spanOn(place.column.date, visit),
    length: minutesBetween(visit.start, visit.end),
  };
}

function homeOf(port: DragPort, grip: Grip): Column | null {
  return port.columns().find(({ key }) => key === grip.columnKey) ?? null;
}

function targetOf(port: DragPort, grip: Grip, point: Point): Target {
  const place = pointToPlace(port, point);
  const home = homeOf(port, grip);
  if (!place) return null;
  if (grip.load.kind === 'move') {
    const under = document.elementFromPoint(point.x, point.y);
    if (under?.closest('[data-parking]')) return grip.load.visit.toMoveAt === null ? 'parking' : null;
    if (isBeside(under)) return null;
    const from = grip.span.from + place.minute - grip.anchor;
    return { load: grip.load, column: place.column, ...spanAt(from, grip.length) };
  }
  if (!home) return null;
  switch (grip.load.kind) {
    case 'new':
      return { load: grip.load, column: home, ...spanBetween(grip.anchor, place.minute) };
    case 'resize':
      return { load: grip.load, column: home, ...stretched(grip.span, place.minute, LONGEST_MINUTES) };
  }
}

/**
 * Drags by pointer. Nothing here is React's: moves are read once a frame and drawn by the port, so that
 * dragging over 480 blocks costs what dragging over none does.
 */
export function attachDrag(port: DragPort): AttachedDrag {
  const { root } = port;
  let grip: Grip | null = null;
  let dragging = false;
  /** Escape let the drag fall back, and the button is still held. */
  let fellBack = false;
  let point: Point = { x: 0, y: 0 };
  let frame = 0;
  let turning: { readonly arrow: HTMLElement; readonly timer: number } | null = null;

  /** Turns the day again and again while the pointer rests on one of the bar's arrows. */
  const turn = (arrow: HTMLElement | null) => {
    if (turning?.arrow === arrow || (turning === null && arrow === null)) return;
    if (turning) clearInterval(turning.timer);
    const timer =
      arrow &&
      window.setInterval(() => {
        arrow.click();
      }, TURNS_AFTER);
    turning = arrow && timer !== null ? { arrow, timer } : null;
  };

  const step = () => {
    frame = 0;
    if (!grip || !dragging) return;
    const under = document.elementFromPoint(point.x, point.y);
    const scrolled = isBeside(under) ? false : scrollNearEdge(root, point);
    turn(grip.load.kind === 'move' ? (under?.closest<HTMLElement>('[data-turn]') ?? null) : null);
    port.draw(targetOf(port, grip, point), grip.load);
    if (scrolled) frame = requestAnimationFrame(step);
  };

  const end = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    delete root.dataset['held'];
    grip?.element?.classList.remove('visit--lifted');
    root.classList.remove('cal--dragging');
    turn(null);
    grip = null;
    dragging = false;
    port.ended();
  };

  const swallowClick = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };

  /** The click that follows a drag is not a click. */
  const ignoreClick = () => {
    window.addEventListener('click', swallowClick, { capture: true, once: true });
    setTimeout(() => {
      window.removeEventListener('click', swallowClick, { capture: true });
    });
  };

  const down = (event: PointerEvent) => {
    fellBack = false;
    if (event.button !== 0 || !event.isPrimary) return;
    grip = gripOf(port, event);
    if (grip) root.dataset['held'] = '';
  };

  const move = (event: PointerEvent) => {
    if (!grip) return;
    point = { x: event.clientX, y: event.clientY };
    if (!dragging) {
      if (Math.hypot(point.x - grip.start.x, point.y - grip.start.y) < THRESHOLD) return;
      dragging = true;
      root.setPointerCapture(event.pointerId);
      root.classList.add('cal--dragging');
      grip.element?.classList.add('visit--lifted');
      port.started(grip.load, homeOf(port, grip), grip.anchor);
    }
    if (frame === 0) frame = requestAnimationFrame(step);
  };

  const up = (event: PointerEvent) => {
    if (fellBack) ignoreClick();
    fellBack = false;
    if (!grip) return;
    const { load } = grip;
    const target = dragging ? targetOf(port, grip, { x: event.clientX, y: event.clientY }) : null;
    if (dragging) ignoreClick();
    end();
    if (target === 'parking' && load.kind === 'move') port.parked(load.visit);
    else if (target !== null && target !== 'parking') port.dropped(target);
  };

  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !dragging) return;
    event.stopPropagation();
    event.preventDefault();
    end();
    fellBack = true;
  };

  // A row of the list is taken hold of beside the calendar.
  window.addEventListener('pointerdown', down);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', escape, true);
  return {
    redraw: () => {
      if (dragging && frame === 0) frame = requestAnimationFrame(step);
    },
    detach: () => {
      end();
      window.removeEventListener('pointerdown', down);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', escape, true);
    },
  };
}

function scrollNearEdge(root: HTMLElement, point: Point): boolean {
  const box = root.getBoundingClientRect();
  const near = (distance: number) => Math.max(0, Math.ceil((SCROLL_ZONE - distance) / 3));
  const x = near(box.right - point.x) - near(point.x - box.left - 52);
  const y = near(box.bottom - point.y) - near(point.y - box.top - 44);
  if (x === 0 && y === 0) return false;
  const before = root.scrollTop + root.scrollLeft;
  root.scrollBy(x, y);
  return root.scrollTop + root.scrollLeft !== before;
}
