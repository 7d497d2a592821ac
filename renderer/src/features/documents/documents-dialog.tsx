import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { DocumentDto } from '#shared/contract/documents';
import { useCallQuery } from '../../api/queries';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { ClosedChart } from '../consultation/closed-chart';
import { OpenLine } from '../consultation/open-line';
import { AddFiles, useGivenFiles } from './add-files';
import { DocumentRow } from './document-row';
import { UploadList } from './upload-list';
import { useUploads } from './uploads';
import { useDocumentSteps } from './use-document-steps';
import { Viewer } from './viewer';
import './documents.css';

interface Props {
  readonly visit: Pick<AppointmentDto, 'patientId' | 'patientName'> & Partial<Pick<AppointmentDto, 'id'>>;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

/** The patient's files: added by choosing, dropping or pasting, and looked at without leaving the program. */
export function DocumentsDialog({ visit, mayWrite, onClose }: Props) {
  const { t } = useTranslation();
  const { patientId } = visit;
  const { data: list, error } = useCallQuery('documents.list', { patientId });
  // What was read before it was closed is not shown any more.
  const data = error ? undefined : list;
  const uploads = useUploads(useShallow((all) => all.uploads.filter((one) => one.patientId === patientId)));
  const [shown, setShown] = useState<DocumentDto | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const steps = useDocumentSteps(patientId);
  const add = (files: readonly File[]) => {
    setRefused(steps.add(files));
  };
  const { isOver, listeners } = useGivenFiles(mayWrite, add);
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      className="documents"
      aria-labelledby="documents-title"
      {...listeners}
    >
      <h2 id="documents-title">{shown?.fileName ?? t('documents.of', { name: visit.patientName })}</h2>
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
        <>
          {mayWrite ? <AddFiles label={t('documents.choose')} isOver={isOver} onFiles={add} /> : null}
          {refused.map((words) => (
            <p key={words} className="field-error" role="alert">
              {words}
            </p>
          ))}
          <UploadList uploads={uploads} onResume={steps.resume} onCancel={steps.cancel} />
          {error ? <ClosedChart patientId={patientId} error={error.error} /> : null}
          <OpenLine until={data?.openUntil ?? null} />
          {!data && !error ? <p aria-busy="true">{t('common.loading')}</p> : null}
          {data?.items.length === 0 ? (
            <p className="empty">{t(mayWrite ? 'documents.none' : 'documents.noneRead')}</p>
          ) : null}
          {data && data.items.length > 0 ? (
            <ul className="documents-list" aria-label={t('documents.title')}>
              {data.items.map((document) => (
                <DocumentRow
                  key={document.id}
                  document={document}
                  visitId={visit.id ?? null}
                  mayWrite={mayWrite}
                  onOpen={() => {
                    setShown(document);
                  }}
                  onSave={() => {
                    steps.save(document);
                  }}
                  onRemove={() => {
                    steps.remove(document);
                  }}
                  onRestore={() => {
                    steps.restore(document);
                  }}
                  onDescribe={(fileName, description) => steps.describe(document, fileName, description)}
                />
              ))}
            </ul>
          ) : null}
          {data?.more ? <p className="muted">{t('documents.more', { count: data.items.length })}</p> : null}
        </>
      )}
      <Button variant="outlined" autoFocus={!mayWrite} onClick={onClose}>
        {t('common.close')}
        <Kbd k={KEY.escape} />
      </Button>
    </Dialog>
  );
}
