import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesStep } from '#shared/contract/series';
import { dateOf } from '#shared/values/wall-clock';
import { useLocale } from '../../app/clock';
import { doctorShort, shortDay, timeOf } from '../../ui/format';
import { movedAmongRows } from '../../ui/row-keys';
import { useDoctors } from '../appointments/doctors';
import './series.css';

type Place = Pick<SeriesStep, 'start' | 'end'>;

interface Props {
  readonly steps: readonly SeriesStep[];
  /** By the date first wanted: the time that was taken instead. */
  readonly instead: Readonly<Record<string, Place>>;
  readonly onChange: (instead: Readonly<Record<string, Place>>) => void;
}

/** Where a step stands now: at its own time, or at the one taken instead. */
export function placeOf(step: SeriesStep, instead: Props['instead']): Place {
  return instead[step.start] ?? { start: step.start, end: step.end };
}

/** Every date with what stands in its way; arrows go through them, Enter takes the free time that is offered. */
export function StepList({ steps, instead, onChange }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { byId } = useDoctors();
  const list = useRef<HTMLUListElement>(null);
  const words = ({ problem }: SeriesStep): string => {
    if (!problem) return t('series.free');
    switch (problem.kind) {
      case 'taken':
        return t('error.taken', {
          name: problem.patientName,
          from: timeOf(problem.from),
          to: timeOf(problem.to),
        });
      case 'elsewhere': {
        const doctor = byId.get(problem.doctorId);
        return t('series.elsewhere', {
          doctor: doctor ? doctorShort(doctor) : '',
          time: timeOf(problem.from),
        });
      }
      case 'leave':
      case 'holiday':
      case 'hours':
        return [t(`series.problem.${problem.kind}`), problem.label].filter(Boolean).join(': ');
      case 'skipped':
      case 'past':
        return t(`series.problem.${problem.kind}`);
    }
  };
  const toggle = (step: SeriesStep) => {
    const { [step.start]: was, ...rest } = instead;
    if (was) onChange(rest);
    else if (step.free) onChange({ ...instead, [step.start]: step.free });
  };
  return (
    <ul
      ref={list}
      className="rows series-steps"
      aria-label={t('series.dates')}
      onKeyDown={(event: KeyboardEvent) => {
        movedAmongRows(event, list.current);
      }}
    >
      {steps.map((step, index) => {
        const place = placeOf(step, instead);
        const isInstead = instead[step.start] !== undefined;
        const day = (time: Place) => `${shortDay(dateOf(time.start), locale)}, ${timeOf(time.start)}`;
        return (
          <li key={step.start}>
            <button
              type="button"
              className="row row--plain"
              data-problem={step.problem !== null && !isInstead}
              onClick={() => {
                toggle(step);
              }}
            >
              <b>
                {index + 1}. {day(place)}
              </b>
              <span>{isInstead ? t('series.insteadOf', { time: day(step) }) : words(step)}</span>
              {step.problem && step.free && !isInstead ? (
                <span className="row-third series-offer">{t('series.take', { time: day(step.free) })}</span>
              ) : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
