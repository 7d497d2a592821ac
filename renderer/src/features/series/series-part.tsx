import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { dateOf } from '#shared/values/wall-clock';
import { useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { shortDay, timeOf } from '../../ui/format';
import { useGoToVisit } from '../appointments/go-to-visit';
import { showPanel } from '../appointments/store';
import { useMayWriteFor } from '../session/session';
import './series.css';

/** Which of its series a visit is, with the way to the others and to changing them together. */
export function SeriesPart({ visit }: { readonly visit: AppointmentDto }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const goToVisit = useGoToVisit();
  const mayWriteFor = useMayWriteFor();
  const series = useCallQuery('series.of', { appointmentId: visit.id }).data?.series;
  if (!series || series.visits.length < 2) return null;
  const at = series.visits.findIndex(({ id }) => id === visit.id);
  if (at < 0) return null;
  return (
    <details className="series-part">
      <summary>{t('series.place', { place: at + 1, count: series.visits.length })}</summary>
      <ul className="series-others">
        {series.visits.map((other, index) => (
          <li key={other.id}>
            <button
              type="button"
              className="link"
              aria-current={other.id === visit.id ? 'true' : undefined}
              onClick={() => {
                goToVisit(other);
              }}
            >
              {index + 1}. {shortDay(dateOf(other.start), locale)}, {timeOf(other.start)}
            </button>{' '}
            <span className="muted">{other.state === 'scheduled' ? '' : t(`state.${other.state}`)}</span>
          </li>
        ))}
      </ul>
      {mayWriteFor(visit.doctorId) ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            showPanel({ kind: 'seriesChange', id: series.id, appointmentId: visit.id });
          }}
        >
          {t('series.change')}
        </button>
      ) : null}
    </details>
  );
}
