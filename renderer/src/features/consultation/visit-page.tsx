import { useState } from 'react';
import type { AppointmentDto } from '#shared/contract/appointments';
import { DocumentsDialog } from '../documents/documents-dialog';
import { useSession } from '../session/session';
import { TimelineDialog } from '../timeline/timeline-dialog';
import { openVisit } from './store';
import { VisitBody } from './visit-body';

interface Props {
  readonly visit: AppointmentDto;
  /** The visit is done: on to the next. */
  readonly onDone: () => void;
}

/**
 * One visit, and what lies over its page. That stands beside the page: a file that is chosen in the moment in which
 * the page is drawn anew would be lost with the dialog.
 */
export function VisitPage({ visit, onDone }: Props) {
  const session = useSession();
  const [over, setOver] = useState<'files' | 'timeline' | null>(null);
  const close = () => {
    setOver(null);
  };
  return (
    <>
      <VisitBody
        visit={visit}
        onDone={onDone}
        onFiles={() => {
          setOver('files');
        }}
        onTimeline={() => {
          setOver('timeline');
        }}
      />
      {over === 'files' ? (
        <DocumentsDialog visit={visit} mayWrite={session?.doctorId === visit.doctorId} onClose={close} />
      ) : null}
      {over === 'timeline' ? (
        <TimelineDialog
          patient={{ id: visit.patientId, name: visit.patientName }}
          openHere={openVisit}
          onClose={close}
        />
      ) : null}
    </>
  );
}
