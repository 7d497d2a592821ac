import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitLine } from '#shared/contract/patients';
import type { PatientId } from '#shared/values/ids';
import { useCallQuery } from '../../api/queries';
import { useVisitLine } from './patient-line';

const FIRST = 4;
const MORE = 20;

interface Props {
  readonly id: PatientId;
  readonly when: 'coming' | 'past';
  readonly onVisit: (visit: VisitLine) => void;
}

/** A patient's visits from today on, or before; a few, then page by page. */
export function VisitList({ id, when, onVisit }: Props) {
  const { t } = useTranslation();
  // Where each page begins; the first one is short.
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      <h3>{t(when === 'coming' ? 'patient.coming' : 'patient.past')}</h3>
      <ul className="rows">
        {pages.map((after, at) => (
          <VisitPage
            key={after ?? ''}
            id={id}
            when={when}
            after={after}
            isLast={at === pages.length - 1}
            onVisit={onVisit}
            onMore={(next) => {
              setPages([...pages, next]);
            }}
          />
        ))}
      </ul>
    </>
  );
}

interface PageProps extends Props {
  readonly after: string | null;
  readonly isLast: boolean;
  readonly onMore: (next: string) => void;
}

function VisitPage({ id, when, after, isLast, onVisit, onMore }: PageProps) {
  const { t } = useTranslation();
  const line = useVisitLine();
  const page = useCallQuery('patients.visits', {
    id,
    when,
    after,
    limit: after === null ? FIRST : MORE,
  }).data;
  const next = page?.next ?? null;
  if (page && page.items.length === 0 && after === null) {
    return <li className="muted">{t(when === 'coming' ? 'patient.noneComing' : 'patient.nonePast')}</li>;
  }
  return (
    <>
      {page?.items.map((visit) => (
        <li key={visit.id}>
          <button
            type="button"
            className="row"
            data-visit-row
            title={t('patient.showVisit')}
            onClick={() => {
              onVisit(visit);
            }}
          >
            <span className={`chip chip--${visit.state}`} />
            <b>{line(visit)}</b>
            <span>{[t(`stateTitle.${visit.state}`), visit.reason].filter(Boolean).join(' · ')}</span>
          </button>
        </li>
      ))}
      {isLast && next !== null ? (
        <li>
          <button
            type="button"
            className="link"
            onClick={() => {
              onMore(next);
            }}
          >
            {t('patient.moreVisits')}
          </button>
        </li>
      ) : null}
    </>
  );
}
