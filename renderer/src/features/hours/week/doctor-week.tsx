import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import type { HoursRuleDto } from '#shared/contract/hours';
import { expandDoctor } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import { ClinicDate, addDays, plainDate } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../../app/clock';
import { DateInput } from '../../../ui/date-input';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { doctorName, gridTime, longDay, shortDay } from '../../../ui/format';
import { notify } from '../../../ui/notice';
import { DRAFT_RULE, type HoursDraft, isChanged } from '../logic/draft';
import { occurrencesOf } from '../logic/occurrences';
import { type Place, hoursAt, placeTimes, placed } from '../logic/week-moves';
import { useClinicHours } from '../use-clinic-hours';
import { type Block, blockOf, useWeekDrag } from './use-week-drag';
import { useWeekKeys } from './use-week-keys';
import { WeekBlock } from './week-block';
import { useBlockWords } from './use-block-words';

interface Props {
  readonly doctor: DoctorDto;
  /** As they would be with the change in hand. */
  readonly rules: readonly HoursRule[];
  readonly stored: readonly HoursRuleDto[];
  readonly draft: HoursDraft | null;
  readonly onDraft: (draft: HoursDraft | null) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Pixels a minute; `hours.css` draws the hours to it. */
const SCALE = 2 / 3;

function mondayOf(date: ClinicDate): ClinicDate {
  return addDays(date, 1 - plainDate(date).dayOfWeek);
}

/** A doctor's week to make, stretch and move hours in, by pointer or by keys. */
export function DoctorWeek({ doctor, rules, stored, draft, onDraft }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const clinic = useClinicHours();
  const words = useBlockWords();
  const [monday, setMonday] = useState(() => mondayOf(draft?.kind === 'rule' ? draft.date : today));
  const [goTo, setGoTo] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [history, setHistory] = useState<readonly (HoursDraft | null)[]>([]);
  const sunday = addDays(monday, 6);
  const days = useMemo(() => Array.from({ length: 7 }, (_, day) => addDays(monday, day)), [monday]);
  const blocks = useMemo(() => occurrencesOf(rules, monday, sunday).map(blockOf), [rules, monday, sunday]);
  const usual = clinic ? expandDoctor(doctor.id, rules, clinic, monday, sunday) : [];

  const isBusy = draft !== null && isChanged(draft);
  const put = (next: HoursDraft | null) => {
    setHistory((past) => (next === null ? [] : [...past, draft]));
    onDraft(next);
  };
  const place = (block: Block | null, to: Place): boolean => {
    const next = block ? placed(block.occurrence, to, draft, stored) : !isBusy ? hoursAt(to) : null;
    if (next) put(next);
    else notify(t('hours.saveFirst'), 'none', 'error');
    return next !== null;
  };
  const remove = (block: Block) => {
    const { rule, date } = block.occurrence;
    const base = stored.find(({ id }) => id === rule.id);
    if (rule.id === DRAFT_RULE) put(null);
    else if (!isBusy && base)
      put({ kind: 'remove', base, scope: base.recurrence === null ? 'all' : 'this', date });
    else notify(t('hours.saveFirst'), 'none', 'error');
  };
  const back = (): boolean => {
    const last = history.at(-1);
    if (history.length === 0 || last === undefined || draft === null) return false;
    setHistory(history.slice(0, -1));
    onDraft(last);
    return true;
  };
  const { sketch, onPointerDown } = useWeekDrag({ layer, days, blocks, onPlace: place });
  const keys = useWeekKeys({
    button,
    days,
    blocks,
    onPlace: place,
    onRemove: remove,
    onBack: back,
    onRevert: (to) => {
      setHistory([]);
      onDraft(to);
    },
    draft,
    onWeek: (weeks) => {
      setMonday(addDays(monday, weeks * 7));
    },
  });

  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 7 * 60 * SCALE;
  }, []);

  return (
    <>
      <div className="week-head">
        <button
          type="button"
          className="chip-button"
          aria-label={t('hours.weekBefore')}
          onClick={() => {
            setMonday(addDays(monday, -7));
          }}
        >
          ‹
        </button>
        <button
          type="button"
          className="chip-button"
          aria-label={t('hours.weekAfter')}
          onClick={() => {
            setMonday(addDays(monday, 7));
          }}
        >
          ›
        </button>
        <DateInput
          label={t('hours.goTo')}
          value={goTo}
          near={today}
          onChange={(typed) => {
            setGoTo(typed);
            const date = ClinicDate.safeParse(typed);
            if (date.success) setMonday(mondayOf(date.data));
          }}
        />
        <b>
          {shortDay(monday, locale)} – {longDay(sunday, locale)}
        </b>
        <span className="muted week-keys">
          <Kbd k={KEY.enter} /> {t('hours.keyTake')} <Kbd k={KEY.shiftUpDown} /> {t('hours.keyStretch')}{' '}
          <Kbd k={KEY.delete} /> {t('hours.keyRemove')}
        </span>
      </div>
      <div className="week" role="region" aria-label={t('hours.weekOf', { doctor: doctorName(doctor) })}>
        <div className="week-days" aria-hidden="true">
          <span />
          {days.map((date) => (
            <span key={date} className={date === today ? 'week-day week-day--today' : 'week-day'}>
              {shortDay(date, locale)}
            </span>
          ))}
        </div>
        <div className="week-scroll" ref={scroller}>
          <div className="week-gutter" aria-hidden="true">
            {HOURS.map((hour) => (
              <span key={hour}>{gridTime(hour * 60)}</span>
            ))}
          </div>
          <div
            ref={layer}
            className="week-layer"
            onPointerDown={(event) => {
              const at = onPointerDown(event);
              if (at) keys.moveTo(at);
            }}
          >
            {days.map((date, day) => (
              <div key={date} className="week-col" role="group" aria-label={longDay(date, locale)}>
                {usual[day]?.ownHours === false
                  ? usual[day].open.map(({ from, to }) => (
                      <span
                        key={from}
                        className="week-usual"
                        style={{ insetBlockStart: from * SCALE, blockSize: (to - from) * SCALE }}
                      />
                    ))
                  : null}
                {usual[day]?.blocked
                  .filter(({ why }) => why === 'holiday')
                  .map(({ from, to, label }) => (
                    <span
                      key={from}
                      className="week-holiday"
                      style={{ insetBlockStart: from * SCALE, blockSize: (to - from) * SCALE }}
                    >
                      {label}
                    </span>
                  ))}
                {blocks
                  .filter((block) => block.date === date)
                  .map((block) => (
                    <WeekBlock
                      key={block.key}
                      block={sketch?.key === block.key ? { ...block, ...sketch.place } : block}
                      scale={SCALE}
                      day={day}
                      shownDay={sketch?.key === block.key ? days.indexOf(sketch.place.date) : day}
                      isHeld={keys.heldKey === block.key}
                      words={words(block)}
                    />
                  ))}
                {sketch?.key === null && sketch.place.date === date ? (
                  <span
                    className="week-sketch"
                    style={{
                      insetBlockStart: sketch.place.from * SCALE,
                      blockSize: (sketch.place.to - sketch.place.from) * SCALE,
                    }}
                  >
                    {placeTimes(sketch.place)}
                  </span>
                ) : null}
              </div>
            ))}
            <button
              ref={button}
              type="button"
              className={keys.heldKey === null ? 'week-cursor' : 'week-cursor week-cursor--held'}
              aria-label={keys.words}
              style={{
                insetInlineStart: `${(keys.cursor.day / 7) * 100}%`,
                insetBlockStart: keys.cursor.minute * SCALE,
              }}
              onKeyDown={keys.onKeyDown}
            />
          </div>
        </div>
      </div>
    </>
  );
}
