import { useTranslation } from 'react-i18next';
import type { ExportDto } from '#shared/contract/exports';
import { useClinicZone, useLocale } from '../../app/clock';
import { clinicTimeOf } from '../../ui/format';

const KIB = 1_024;

/** How far the last export is, or what became of it. */
export function LastExport({ last }: { readonly last: ExportDto }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { state, done, total, file, isHere } = last;
  if (state === 'waiting' || state === 'running') {
    if (!isHere) return <>{t('exports.elsewhere', { who: last.startedBy ?? '?' })}</>;
    return (
      <>
        <span>{t(state === 'waiting' ? 'exports.waiting' : 'exports.working')}</span>
        <progress
          aria-label={t('exports.progress')}
          {...(total === null ? {} : { max: Math.max(1, total), value: done })}
        />
        <span className="muted">{total === null ? '' : t('exports.ofTotal', { done, total })}</span>
      </>
    );
  }
  if (state === 'cancelled') return <>{t('exports.cancelled')}</>;
  if (state === 'failed') {
    if (last.error === 'CANCELLED') return <>{t('exports.interrupted')}</>;
    return (
      <span className="problem">
        {t(last.error === 'DB_UNAVAILABLE' ? 'exports.failed.mongo' : 'exports.failed.other')}
      </span>
    );
  }
  if (file === null) return null;
  const kib = Math.ceil(file.bytes / KIB);
  const isLarge = kib >= KIB;
  const size = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? kib / KIB : kib);
  const time = clinicTimeOf(file.until, zone);
  return <>{t('exports.ready', { name: file.name, size, time })}</>;
}
