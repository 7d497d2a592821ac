import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS } from '#shared/contract/settings';
import type { SettingKey } from '#shared/contract/settings-values';
import { MESSAGE_KINDS } from '#shared/domain/message-template';
import { pharmaciesIn, pharmacyInWords } from '#shared/domain/prescribing/pharmacies';
import { clockTime } from '#shared/domain/clock-time';
import { languageNames, PAPER_LANGUAGES } from '#shared/texts/languages';
import { languageName } from '../patients/message-languages';
import { SAMPLE_TIME, zoneName } from './choices';
import { wallTimes } from '../../ui/format';
import type { Path } from './merge';

/** A Monday, to name the days of the week by. */
const MONDAY = Temporal.PlainDate.from('2024-01-01');

export function weekdayName(
  weekday: (typeof WEEKDAYS)[number],
  locale: string,
  length: 'long' | 'short' = 'long',
): string {
  const date = MONDAY.add({ days: WEEKDAYS.indexOf(weekday) }).toZonedDateTime('UTC').epochMilliseconds;
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(date);
}

function isMember<T extends string>(list: readonly T[], value: string): value is T {
  return list.some((one) => one === value);
}

interface Naming {
  readonly t: TFunction;
  readonly locale: string;
  readonly doctorName: (id: number) => string;
}

function partName({ t, locale, doctorName }: Naming, key: SettingKey, part: string): string {
  if (isMember(WEEKDAYS, part)) return weekdayName(part, locale);
  if (isMember(MESSAGE_KINDS, part)) return t(`messages.kinds.${part}`);
  if (key === 'paperTexts' && isMember(['head', 'foot', 'noteAdvice', 'slipAdvice'] as const, part))
    return t(`clinic.documents.${part}`);
  if (key === 'videoLinks' && /^\d+$/.test(part)) return doctorName(Number(part));
  if (key === 'messageTemplates' || key === 'paperTexts') return languageName(part);
  return '';
}

/** `Messages · हिन्दी · Booked`. */
export function placeName(naming: Naming, key: SettingKey, path: Path): string {
  const parts = path.map((part) => partName(naming, key, part)).filter(Boolean);
  return [naming.t(`clinic.keys.${key}`), ...parts].join(' · ');
}

/** A choice among codes by the name it is chosen by, `India (IN)`; as it stands where nobody names it. */
function codeName(locale: string, type: 'region' | 'currency', code: string): string {
  try {
    const name = new Intl.DisplayNames([locale], { type, fallback: 'none' }).of(code);
    return name === undefined ? code : `${name} (${code})`;
  } catch {
    return code;
  }
}

/** What stands in a setting as its own page says it: no bare number, code or emptiness that means something. */
export function settingWords({ t, locale }: Naming, key: SettingKey, value: unknown): string {
  if (key === 'retentionYears' && value === null) return t('clinic.forEver');
  if (key === 'openingHours' && Array.isArray(value) && value.length === 0) return t('clinic.opening.closed');
  if (typeof value === 'number' && !Number.isNaN(value)) {
    if (key === 'retentionYears') return t('clinic.years', { count: value });
    if (key === 'idleLockMinutes' && value === 0) return t('clinic.never');
    if (key === 'idleLockMinutes' || key === 'defaultMinutes') return t('common.minutes', { count: value });
  }
  if (typeof value === 'boolean') return t(value ? 'clinic.on' : 'clinic.off');
  if (key === 'languages' && Array.isArray(value) && value.length > 0)
    return PAPER_LANGUAGES.filter((language) => value.includes(language))
      .map((language) => languageNames[language])
      .join(', ');
  if (key === 'pharmacies' && Array.isArray(value) && value.length > 0)
    return pharmaciesIn({ pharmacies: value })
      .map((one) => pharmacyInWords(one, locale))
      .join(', ');
  if (typeof value === 'string' && value !== '') {
    if (key === 'clock') return clockTime(SAMPLE_TIME, value === '12' ? '12' : '24');
    if (key === 'country') return codeName(locale, 'region', value);
    if (key === 'currency') return codeName(locale, 'currency', value);
    if (key === 'locale') return languageName(value);
    if (key === 'timeZone') return zoneName(value);
  }
  return valueWords(t, value);
}

/** A value as a person reads it; a day's ranges, a list, a picture. */
export function valueWords(t: TFunction, value: unknown): string {
  if (value === undefined || value === null || value === '' || Number.isNaN(value)) return t('clinic.none');
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? t('clinic.none') : value.map((one) => valueWords(t, one)).join(', ');
  }
  if (typeof value !== 'object') return '';
  if ('from' in value && 'to' in value) return wallTimes({ from: String(value.from), to: String(value.to) });
  if ('data' in value) return t('clinic.picture');
  return Object.values(value)
    .map((one) => valueWords(t, one))
    .join(' · ');
}
