import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { UtcInstant } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, clinicTimeOf, shortDay } from '../../ui/format';
import { askChartAgain, takesKeyboard } from './chart-reads';
import './charts.css';

/** Says that only a reason has opened this, and until when; nothing where something else did. */
export function OpenLine({ until }: { readonly until: UtcInstant | null }) {
  return until === null ? null : <Line until={until} />;
}

/** When it is over it is asked for again, and so closed. */
function Line({ until }: { readonly until: UtcInstant }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const zone = useClinicZone();
  const locale = useLocale();
  const { today, instant } = useClinicNow();
  const line = useRef<HTMLParagraphElement>(null);
  const isOver = Temporal.Instant.from(until).epochMilliseconds <= instant;
  useEffect(() => {
    if (line.current && takesKeyboard(line.current)) line.current.focus();
  }, []);
  useEffect(() => {
    if (isOver) void askChartAgain(client);
  }, [isOver, client]);
  const day = clinicDayOf(until, zone);
  const time = clinicTimeOf(until, zone);
  return (
    <p ref={line} className="open-line" role="status" tabIndex={-1}>
      {day === today
        ? t('chart.openUntil', { time })
        : t('chart.openUntilDay', { time, day: shortDay(day, locale) })}
    </p>
  );
}
