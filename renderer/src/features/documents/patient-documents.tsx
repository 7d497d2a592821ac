import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDto } from '#shared/contract/patients';
import { patientName } from '../../ui/format';
import { useMay } from '../session/session';
import { DocumentsDialog } from './documents-dialog';
import './documents.css';

/** The way to a patient's files from the card; they are added to and changed in the consulting room. */
export function PatientDocuments({ patient }: { readonly patient: PatientDto }) {
  const { t } = useTranslation();
  const mayRead = useMay('clinical.read');
  const [isOpen, setOpen] = useState(false);
  if (!mayRead) return null;
  return (
    <>
      <button
        type="button"
        className="link"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('documents.show')}
      </button>
      {isOpen ? (
        <DocumentsDialog
          visit={{ patientId: patient.id, patientName: patientName(patient) }}
          mayWrite={false}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
