import { useTranslation } from 'react-i18next';
import type { SystemReport } from '#shared/contract/system';
import type { UtcInstant } from '#shared/values/wall-clock';
import { useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, clinicTimeOf, plainDay } from '../../ui/format';
import type { Fact } from './facts';

/** How the system page words its facts. */
export function useSystemWords() {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  return {
    /** `4 Jan 2027, 11:15` on the clinic's clock. */
    moment: (instant: UtcInstant) =>
      `${plainDay(clinicDayOf(instant, zone), locale)}, ${clinicTimeOf(instant, zone)}`,
    offset: (milliseconds: number | null) =>
      milliseconds === null
        ? null
        : t(milliseconds >= 0 ? 'system.behind' : 'system.ahead', {
            ms: Math.abs(Math.round(milliseconds)),
          }),
    server: ({ address, state, version, latency, tls, schema }: SystemReport['mongo']): readonly Fact[] => [
      [t('system.state'), t(`system.states.${state}`), state !== 'up'],
      [t('system.address'), address],
      [t('system.version'), version],
      [t('system.latency'), latency === null ? null : t('system.milliseconds', { value: latency })],
      [t('system.tls'), tls === null ? null : t(tls ? 'system.yes' : 'system.no')],
      [
        t('system.schema'),
        schema && t('system.schemaOf', { applied: schema.applied, expected: schema.expected }),
        schema !== null && schema.missing.length + schema.newer.length > 0,
      ],
      [t('system.missing'), schema && schema.missing.length > 0 ? schema.missing.join(', ') : null, true],
      [t('system.newer'), schema && schema.newer.length > 0 ? schema.newer.join(', ') : null, true],
    ],
    files: (files: SystemReport['files']): readonly Fact[] =>
      files === null
        ? [[t('system.place'), t('system.mongo')]]
        : [
            [t('system.place'), t('system.bucket')],
            [t('system.state'), t(`system.states.${files.state}`), files.state !== 'up'],
            [t('system.address'), files.address],
            [t('system.tls'), t(files.tls ? 'system.yes' : 'system.no')],
          ],
  };
}
