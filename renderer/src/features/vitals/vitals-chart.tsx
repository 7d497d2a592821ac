import { useTranslation } from 'react-i18next';
import { UtcInstant } from '#shared/values/wall-clock';
import { Temporal } from 'temporal-polyfill';
import { useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, plainDay } from '../../ui/format';
import { type ChartName, type Line, type Point, scaleOf, shareOf } from './chart';

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 44;
const RIGHT = 64;
const TOP = 12;
const BOTTOM = 26;

interface Props {
  readonly chart: ChartName;
  readonly lines: readonly Line[];
}

/** One measure over time. The numbers stand in the table beside it; this says in one sentence what the line shows. */
export function VitalsChart({ chart, lines }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  const points = lines.flatMap((line) => line.points);
  const { low, high, ticks } = scaleOf(points.map(({ value }) => value));
  const times = points.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = (at: number) => LEFT + shareOf(at, first, last) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - shareOf(value, low, high) * (HEIGHT - TOP - BOTTOM);
  const dayOf = (at: number) => {
    const instant = Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' });
    return plainDay(clinicDayOf(UtcInstant.parse(instant), zone), locale);
  };
  const values = points.map(({ value }) => value);
  const words = t('vitals.chart', {
    measure: t(`vitals.field.${chart}`),
    count: lines[0]?.points.length ?? 0,
    from: dayOf(first),
    to: dayOf(last),
    low: Math.min(...values),
    high: Math.max(...values),
  });
  const path = (line: readonly Point[]) =>
    line.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg
      className="vitals-chart"
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={words}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="vitals-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {lines.map(({ name, points: line }) => (
        <g key={name} className={`vitals-line vitals-line--${name}`}>
          <polyline points={path(line)} />
          {line.map(({ at, value }, index) => (
            <circle key={index} cx={x(at)} cy={y(value)} r={3.5}>
              <title>{`${dayOf(at)}: ${String(value)}`}</title>
            </circle>
          ))}
          {line.slice(-1).map(({ at, value }) => (
            <text key="last" className="vitals-last" x={x(at) + 8} y={y(value) + 4}>
              {value}
            </text>
          ))}
        </g>
      ))}
      <text x={x(first)} y={HEIGHT - 6} textAnchor={first === last ? 'middle' : 'start'}>
        {dayOf(first)}
      </text>
      {first === last ? null : (
        <text x={x(last)} y={HEIGHT - 6} textAnchor="end">
          {dayOf(last)}
        </text>
      )}
    </svg>
  );
}
