import Button from '@mui/material/Button';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../ui/error-words';
import { patientName } from '../../ui/format';
import { notify } from '../../ui/notice';
import { UploadList } from '../documents/upload-list';
import { useUploads } from '../documents/uploads';
import { PatientCombobox } from '../patients/patient-combobox';
import { useFiledWords } from './filed-words';
import { cancelScan, fileScan, resumeScan } from './filing';
import { type Scan, type ScanState, type Waiting, leaveScan } from './store';
import { useFiledSteps } from './use-filed-steps';

type Of<K extends ScanState['kind']> = Extract<ScanState, { kind: K }>;

interface Props {
  readonly scan: Scan;
  readonly onLook: () => void;
}

/** One scan: being read, on its way, filed, or waiting to be told whose it is. */
export function ScanRow({ scan, onLook }: Props) {
  const { t } = useTranslation();
  const { file, key, state, stuck } = scan;
  return (
    <li data-state={state.kind}>
      <div className="documents-what">
        <strong>{file.name}</strong>
        {state.kind === 'reading' ? <span className="muted">{t('scans.reading')}</span> : null}
        {state.kind === 'waiting' ? <span>{whyWords(t, state.why)}</span> : null}
        {state.kind === 'filed' ? <FiledWords state={state} /> : null}
        {stuck === null ? null : (
          <span role="alert">{t('scans.folder.stuck', { why: errorWords(t, stuck) })}</span>
        )}
      </div>
      {state.kind === 'sending' ? <Sending scan={scan} state={state} /> : null}
      {state.kind === 'waiting' ? <ByHand scan={scan} onLook={onLook} /> : null}
      {state.kind === 'filed' ? <FiledSteps scanKey={key} state={state} /> : null}
    </li>
  );
}

function whyWords(t: TFunction, why: Waiting): string {
  return typeof why === 'string' ? t(`scans.why.${why}`) : errorWords(t, why);
}

function ByHand({ scan, onLook }: Props) {
  const { t } = useTranslation();
  const { name } = scan.file;
  return (
    <>
      <Button variant="outlined" aria-label={t('scans.look', { name })} onClick={onLook}>
        {t('scans.lookShort')}
      </Button>
      <PatientCombobox
        label={t('scans.whose', { name })}
        onPick={(patient) => {
          fileScan(scan, { patientId: patient.id, patientName: patientName(patient), visit: null });
        }}
      />
      <Button
        aria-label={t('scans.leave', { name })}
        onClick={() => {
          leaveScan(scan.key);
          notify(t(scan.origin === null ? 'scans.left' : 'scans.leftInFolder', { name }));
        }}
      >
        {t('scans.leaveShort')}
      </Button>
    </>
  );
}

function Sending({ scan, state }: { readonly scan: Scan; readonly state: Of<'sending'> }) {
  const upload = useUploads(({ uploads }) => uploads.find(({ key }) => key === state.uploadKey));
  return (
    <UploadList
      uploads={upload ? [upload] : []}
      onResume={(one) => {
        resumeScan(scan, one, state.whose);
      }}
      onCancel={(one) => {
        cancelScan(scan.key, one);
      }}
    />
  );
}

function FiledWords({ state }: { readonly state: Of<'filed'> }) {
  const { t } = useTranslation();
  const words = useFiledWords();
  const { document } = state;
  return (
    <>
      <span>{words(state)}</span>
      {document.removed ? (
        <span className="muted">{t('documents.removed', { name: document.fileName })}</span>
      ) : null}
    </>
  );
}

function FiledSteps({ scanKey, state }: { readonly scanKey: number; readonly state: Of<'filed'> }) {
  const { t } = useTranslation();
  const steps = useFiledSteps(scanKey, state);
  const { fileName: name, removed } = state.document;
  // One that was filed before is not this scan's to take out.
  if (state.how === 'there') return null;
  return (
    <Button
      aria-label={t(removed ? 'documents.restore' : 'documents.remove', { name })}
      onClick={removed ? steps.putBack : steps.takeOut}
    >
      {t(removed ? 'documents.restoreShort' : 'documents.removeShort')}
    </Button>
  );
}
