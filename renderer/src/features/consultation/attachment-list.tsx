import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { DocumentDto } from '#shared/contract/documents';
import type { DocumentId, PatientId } from '#shared/values/ids';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { useDocumentSteps } from '../documents/use-document-steps';
import { Viewer } from '../documents/viewer';
import '../documents/documents.css';
import { useWhen } from '../vitals/words';
import './attachments.css';

interface Props {
  readonly patientId: PatientId;
  readonly attachments: PrescriptionDto['attachments'];
  /** Null where nothing can be changed any more. */
  readonly onRemove: ((id: DocumentId, name: string) => void) | null;
}

/** What goes with a prescription, by name, and the same ways to each file as in the patient's documents. */
export function AttachmentList({ patientId, attachments, onRemove }: Props) {
  const { t } = useTranslation();
  const steps = useDocumentSteps(patientId);
  const [shown, setShown] = useState<DocumentDto | null>(null);
  const { data, error } = useCallQuery('documents.list', { patientId }, { enabled: attachments.length > 0 });
  if (attachments.length === 0) return null;
  const close = () => {
    setShown(null);
  };
  return (
    <>
      <ul className="attached" aria-label={t('room.attached.title')}>
        {attachments.map(({ documentId, name }) => (
          <AttachedRow
            key={documentId}
            name={name}
            document={(error ? undefined : data)?.items.find(({ id }) => id === documentId) ?? null}
            onOpen={setShown}
            onSave={steps.save}
            onRemove={
              onRemove
                ? () => {
                    onRemove(documentId, name);
                  }
                : null
            }
          />
        ))}
      </ul>
      {error ? (
        <p className="field-error" role="alert">
          {t('room.attached.notKnown')} {errorWords(t, error.error)}
        </p>
      ) : null}
      {shown ? (
        <Dialog
          open
          onClose={close}
          maxWidth="lg"
          fullWidth
          className="documents"
          aria-labelledby="attachment-title"
        >
          <h2 id="attachment-title">{shown.fileName}</h2>
          <Viewer
            document={shown}
            onSave={() => {
              steps.save(shown);
            }}
            onBack={close}
          />
        </Dialog>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly name: string;
  /** As it stands among the patient's documents; null while that is not known. */
  readonly document: DocumentDto | null;
  readonly onOpen: (document: DocumentDto) => void;
  readonly onSave: (document: DocumentDto) => void;
  readonly onRemove: (() => void) | null;
}

/** One document: it stays named when it was taken out, and says so. */
function AttachedRow({ name, document, onOpen, onSave, onRemove }: RowProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const removed = document?.removed ?? null;
  return (
    <li data-removed={removed !== null}>
      {removed ? <s>{name}</s> : <span>{name}</span>}
      {removed ? (
        <span className="muted">
          {t('documents.removedBy', { name: removed.by, when: when(removed.at, true) })}
        </span>
      ) : null}
      {document && !removed && document.kind !== 'file' ? (
        <Button
          variant="outlined"
          aria-label={t('documents.open', { name })}
          onClick={() => {
            onOpen(document);
          }}
        >
          {t('documents.openShort')}
        </Button>
      ) : null}
      {document && !removed ? (
        <Button
          aria-label={t('documents.save', { name })}
          onClick={() => {
            onSave(document);
          }}
        >
          {t('documents.saveShort')}
        </Button>
      ) : null}
      {onRemove ? (
        <Button aria-label={t('room.attached.detach', { name })} onClick={onRemove}>
          {t('room.attached.detachShort')}
        </Button>
      ) : null}
    </li>
  );
}
