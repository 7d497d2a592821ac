import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClinicDate } from '#shared/values/wall-clock';
import { useLocale } from '../../../app/clock';
import { longDay, minuteTime } from '../../../ui/format';
import { tell } from '../../../ui/notice';
import type { HoursDraft } from '../logic/draft';
import { type Place, STEP, movedTo, placeTimes, stretchedTo } from '../logic/week-moves';
import { useBlockWords } from './use-block-words';
import type { Block, WeekPoint } from './use-week-drag';

interface Port {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly days: readonly ClinicDate[];
  readonly blocks: readonly Block[];
  readonly draft: HoursDraft | null;
  readonly onPlace: (block: Block | null, place: Place) => boolean;
  readonly onRemove: (block: Block) => void;
  /** One step of the change in hand back; false when there is none. */
  readonly onBack: () => boolean;
  /** As it was before something was taken up. */
  readonly onRevert: (draft: HoursDraft | null) => void;
  readonly onWeek: (weeks: number) => void;
}

/** How far the free cursor walks. */
const WALK = 30;
const NEW_LENGTH = 60;

function blockAt(blocks: readonly Block[], date: ClinicDate | undefined, minute: number): Block | undefined {
  return blocks.findLast((block) => block.date === date && block.from <= minute && minute < block.to);
}

/** The week by keys: one cursor walks it, takes a block up, carries, stretches and removes it. */
export function useWeekKeys(port: Port) {
  const { button, days, blocks, draft } = port;
  const { t } = useTranslation();
  const locale = useLocale();
  const blockWords = useBlockWords();
  const [cursor, setCursor] = useState<WeekPoint>({ day: 0, minute: 9 * 60 });
  const [held, setHeld] = useState<{ readonly before: HoursDraft | null } | null>(null);
  const date = days[cursor.day];
  const here = blockAt(blocks, date, cursor.minute);
  const isHeld = held !== null && draft !== null && here !== undefined;

  useLayoutEffect(() => {
    if (document.activeElement === button.current) button.current?.scrollIntoView({ block: 'nearest' });
  }, [button, cursor]);

  const told = (block: Place) =>
    t('hours.week.told', {
      day: longDay(block.date, locale),
      times: placeTimes(block),
    });
  const walk = (days_: number, minutes: number) => {
    const day = cursor.day + days_;
    if (day < 0 || day > 6) port.onWeek(Math.sign(days_));
    setCursor({
      day: (day + 7) % 7,
      minute: Math.min(1440 - WALK, Math.max(0, cursor.minute + minutes)),
    });
  };
  /** Puts the block elsewhere, and the cursor with it. */
  const carry = (block: Block, to: Place) => {
    if (!port.onPlace(block, to)) return;
    setCursor({ day: days.indexOf(to.date), minute: to.from });
    tell(told(to));
  };
  const take = () => {
    if (date === undefined) return;
    const place = { date, from: cursor.minute, to: Math.min(1440, cursor.minute + NEW_LENGTH) };
    if (here) {
      if (!port.onPlace(here, here)) return;
      setCursor({ day: cursor.day, minute: here.from });
      tell(t('hours.week.taken', { what: told(here) }));
    } else {
      if (!port.onPlace(null, place)) return;
      tell(t('hours.week.made', { what: told(place) }));
    }
    setHeld({ before: draft });
  };
  const letGo = (isKept: boolean) => {
    if (!isKept && held) port.onRevert(held.before);
    setHeld(null);
    tell(t(isKept ? 'hours.week.put' : 'hours.week.asItWas'));
  };
  const carried = (event: KeyboardEvent, block: Block): boolean => {
    const turn = document.documentElement.dir === 'rtl' ? -1 : 1;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
      ArrowLeft: [-turn, 0],
      ArrowRight: [turn, 0],
    };
    const step = steps[event.key];
    if (!step) return false;
    const [byDays, byMinutes] = step;
    const to = days[cursor.day + byDays];
    if (event.shiftKey) {
      if (byMinutes !== 0) carry(block, stretchedTo(block, 'to', block.to + byMinutes));
    } else if (to !== undefined) carry(block, movedTo(block, to, block.from + byMinutes));
    return true;
  };
  const walked = (event: KeyboardEvent): boolean => {
    const turn = document.documentElement.dir === 'rtl' ? -1 : 1;
    switch (event.key) {
      case 'ArrowUp':
        walk(0, -WALK);
        return true;
      case 'ArrowDown':
        walk(0, WALK);
        return true;
      case 'ArrowLeft':
        walk(-turn, 0);
        return true;
      case 'ArrowRight':
        walk(turn, 0);
        return true;
      case 'PageUp':
      case 'PageDown':
        port.onWeek(event.key === 'PageUp' ? -1 : 1);
        return true;
      case 'Delete':
        if (here) port.onRemove(here);
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ' && !event.shiftKey) {
      if (port.onBack()) {
        event.preventDefault();
        event.stopPropagation();
        setHeld(null);
        tell(t('hours.week.stepBack'));
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isDone =
      isHeld && (event.key === 'Enter' || event.key === 'Escape')
        ? (letGo(event.key === 'Enter'), true)
        : event.key === 'Enter'
          ? (take(), true)
          : isHeld && carried(event, here)
            ? true
            : !isHeld && walked(event);
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const moveTo = ({ day, minute }: WeekPoint) => {
    setHeld(null);
    setCursor({ day, minute: Math.floor(minute / STEP) * STEP });
  };
  const place = date === undefined ? '' : longDay(date, locale);
  const what = here
    ? t('hours.week.here', { name: blockWords(here).title, times: blockWords(here).times })
    : t('hours.week.free');
  return {
    cursor,
    heldKey: isHeld ? here.key : null,
    words: t('hours.week.cursor', { day: place, time: minuteTime(cursor.minute), what }),
    onKeyDown,
    moveTo,
  };
}
