import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDto } from '#shared/contract/documents';
import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from '#shared/contract/timeline';
import type { PatientId } from '#shared/values/ids';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { useGoToVisit } from '../appointments/go-to-visit';
import { ClosedChart } from '../consultation/closed-chart';
import { OpenLine } from '../consultation/open-line';
import { showRoom } from '../consultation/store';
import { useDocumentSteps } from '../documents/use-document-steps';
import { Viewer } from '../documents/viewer';
import { Toggles } from '../next-free/toggles';
import { useSettled } from '../patients/use-patient-search';
import './timeline.css';
import { TimelineList } from './timeline-list';
import { useTimeline } from './use-timeline';

interface Props {
  readonly patient: { readonly id: PatientId; readonly name: string };
  /** Opens a visit where it is written in; without it the calendar shows it. */
  readonly openHere?: (visitId: Extract<TimelineEntry, { kind: 'visit' }>['id']) => void;
  readonly onClose: () => void;
}

/** As a person thinks of them; those of one moment stand in another order. */
const CHIPS: readonly TimelineKind[] = [...TIMELINE_KINDS].reverse();

/** Everything that happened with a patient, the newest first, narrowed by kind and by words. */
export function TimelineDialog({ patient, openHere, onClose }: Props) {
  const { t } = useTranslation();
  const goToVisit = useGoToVisit();
  const steps = useDocumentSteps(patient.id);
  const box = useRef<HTMLDivElement>(null);
  const [kinds, setKinds] = useState<readonly TimelineKind[]>([]);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<DocumentDto | null>(null);
  const text = useSettled(typed.trim());
  const query = useTimeline(patient.id, kinds, text);

  const wayTo = (entry: TimelineEntry): (() => void) | null => {
    switch (entry.kind) {
      case 'visit':
        return () => {
          onClose();
          if (openHere) {
            openHere(entry.id);
            return;
          }
          showRoom(false);
          goToVisit(entry);
        };
      case 'document':
        return entry.document.kind === 'file'
          ? null
          : () => {
              setShown(entry.document);
            };
      default:
        return null;
    }
  };
  const toFirst = (event: KeyboardEvent) => {
    const first = box.current?.querySelector<HTMLElement>('.row');
    if (event.key !== 'ArrowDown' || !first) return;
    event.preventDefault();
    first.focus();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      className="timeline"
      aria-labelledby="timeline-title"
    >
      <h2 id="timeline-title">{shown?.fileName ?? t('timeline.of', { name: patient.name })}</h2>
      {shown ? (
        <Viewer
          document={shown}
          onSave={() => {
            steps.save(shown);
          }}
          onBack={() => {
            setShown(null);
          }}
        />
      ) : (
        <div ref={box} className="timeline-parts">
          <div className="timeline-sought">
            <input
              type="search"
              autoFocus
              autoComplete="off"
              maxLength={200}
              aria-label={t('timeline.find')}
              placeholder={t('timeline.find')}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
              onKeyDown={toFirst}
            />
            <Toggles
              label={t('timeline.kinds')}
              options={CHIPS}
              chosen={kinds}
              words={(kind) => t(`timeline.kind.${kind}`)}
              onChange={setKinds}
            />
          </div>
          <Found
            patientId={patient.id}
            query={query}
            isNarrowed={text !== '' || kinds.length > 0}
            wayTo={wayTo}
          />
        </div>
      )}
      <Button variant="outlined" onClick={onClose}>
        {t('common.close')}
        <Kbd k={KEY.escape} />
      </Button>
    </Dialog>
  );
}

interface FoundProps {
  readonly patientId: PatientId;
  readonly query: ReturnType<typeof useTimeline>;
  readonly isNarrowed: boolean;
  readonly wayTo: (entry: TimelineEntry) => (() => void) | null;
}

/** What was found, and what stands in the way of more. */
function Found({ patientId, query, isNarrowed, wayTo }: FoundProps) {
  const { t } = useTranslation();
  const { error, isFetching, hasNextPage, isPlaceholderData } = query;
  // What was read before it was closed is not shown any more.
  const data = error?.error.code === 'FORBIDDEN' ? undefined : query.data;
  const again = (
    <button type="button" className="link" onClick={() => void query.refetch()}>
      {t('common.retry')}
    </button>
  );
  return (
    <>
      {data?.documents === 'away' ? (
        <p className="timeline-away" role="status">
          {t('timeline.documentsAway')} {again}
        </p>
      ) : null}
      {data && data.entries.length > 0 ? (
        <TimelineList
          entries={data.entries}
          wayTo={wayTo}
          onMore={() => {
            if (hasNextPage && !isFetching && !isPlaceholderData) void query.fetchNextPage();
          }}
        />
      ) : null}
      {error && !data ? <ClosedChart patientId={patientId} error={error.error} /> : null}
      {error && data ? (
        <p className="problem" role="alert">
          {errorWords(t, error.error)} {again}
        </p>
      ) : null}
      <OpenLine until={data?.openUntil ?? null} />
      {!data && !error ? <p aria-busy="true">{t('common.loading')}</p> : null}
      {data?.entries.length === 0 && !error && !isPlaceholderData ? (
        <p className="empty" role="status">
          {t(isNarrowed ? 'timeline.noneFound' : 'timeline.none')}
        </p>
      ) : null}
    </>
  );
}
