import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { localeFor } from '#shared/texts/languages';
import { clinicDate, type ClinicDate } from '#shared/values/wall-clock';
import { useCallQuery } from '../api/queries';
import { writeDaysBy, writeTimesBy } from '../ui/format';
import { useClockOffset } from '../features/connection/health';
import { useLanguage } from './prefs';

function everySecond(changed: () => void): () => void {
  const timer = setInterval(changed, 1000);
  return () => {
    clearInterval(timer);
  };
}

export interface ClinicNow {
  readonly today: ClinicDate;
  /** Minutes since the clinic's midnight. */
  readonly minute: number;
  /** Milliseconds since the epoch, cut to the minute, by the server's clock. */
  readonly instant: number;
}

/** Now, on the clinic's wall clock and by the server's time; changes once a minute. */
export function useClinicNow(): ClinicNow {
  const offset = useClockOffset();
  const timeZone = useClinicZone();
  // Offsets jitter by the length of a round trip: only whole seconds count.
  const seconds = Math.round(offset / 1000);
  const read = useCallback(() => Math.floor((Date.now() + seconds * 1000) / 60_000), [seconds]);
  const minutes = useSyncExternalStore(everySecond, read);
  return useMemo(() => {
    const instant = minutes * 60_000;
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    return { today: clinicDate(zoned.toPlainDate()), minute: zoned.hour * 60 + zoned.minute, instant };
  }, [minutes, timeZone]);
}

/** The clinic's IANA zone; this machine's until the settings are there. */
export function useClinicZone(): string {
  const settings = useCallQuery('settings.get', {}).data;
  return settings?.timeZone ?? Temporal.Now.timeZoneId();
}

/** How dates and numbers are written here. */
export function useLocale(): string {
  const language = useLanguage();
  return localeFor(language, useCallQuery('settings.get', {}).data?.locale ?? 'en-IN');
}

/** Times and days are written as the clinic does from now on, also those that are on the screen. */
export function useFormats(clock: '24' | '12' | undefined): void {
  const { i18n } = useTranslation();
  const locale = useLocale();
  useEffect(() => {
    if (clock === undefined) return;
    writeTimesBy(clock);
    writeDaysBy(locale);
    // Every text is written anew: times stand in them.
    void i18n.changeLanguage(i18n.language);
  }, [clock, locale, i18n]);
}
