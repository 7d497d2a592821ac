import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDto } from '#shared/contract/patients';
import { patientName } from '../../ui/format';
import { DocumentsDialog } from '../documents/documents-dialog';
import { useMay } from '../session/session';
import { TimelineDialog } from '../timeline/timeline-dialog';

type Way = 'timeline' | 'documents';

/**
 * From the card to what is clinical, for who may read such; whose patients those are, each call decides. Files are
 * added to and changed in the consulting room.
 */
export function ClinicalWays({ patient }: { readonly patient: PatientDto }) {
  const { t } = useTranslation();
  const mayRead = useMay('clinical.read');
  const [shown, setShown] = useState<Way | null>(null);
  if (!mayRead) return null;
  const name = patientName(patient);
  const close = () => {
    setShown(null);
  };
  const way = (to: Way, words: string) => (
    <button
      type="button"
      className="link"
      onClick={() => {
        setShown(to);
      }}
    >
      {words}
    </button>
  );
  return (
    <div className="card-ways">
      {way('timeline', t('timeline.title'))}
      {way('documents', t('documents.show'))}
      {shown === 'timeline' ? <TimelineDialog patient={{ id: patient.id, name }} onClose={close} /> : null}
      {shown === 'documents' ? (
        <DocumentsDialog
          visit={{ patientId: patient.id, patientName: name }}
          mayWrite={false}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
