import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { UtcInstant } from '#shared/values/wall-clock';
import { useClinicNow, useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, clinicTimeOf, shortDay } from '../../ui/format';
import { askChartAgain } from './chart-reads';
import './charts.css';

/** Says that only a reason has opened this, and until when; then it is asked for again, and closed. */
export function OpenLine({ until }: { readonly until: UtcInstant | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const zone = useClinicZone();
  const locale = useLocale();
  const { today, instant } = useClinicNow();
  const isOver = until !== null && Temporal.Instant.from(until).epochMilliseconds <= instant;
  useEffect(() => {
    if (isOver) void askChartAgain(client);
  }, [isOver, client]);
  if (until === null) return null;
  const day = clinicDayOf(until, zone);
  const time = clinicTimeOf(until, zone);
  return (
    <p className="open-line" role="status" tabIndex={-1}>
      {day === today
        ? t('chart.openUntil', { time })
        : t('chart.openUntilDay', { time, day: shortDay(day, locale) })}
    </p>
  );
}
