import Button from '@mui/material/Button';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../ui/error-words';
import { patientName } from '../../ui/format';
import { notify } from '../../ui/notice';
import { UploadList } from '../documents/upload-list';
import { useUploads } from '../documents/uploads';
import { useVisitWhen } from '../documents/visit-when';
import { PatientCombobox } from '../patients/patient-combobox';
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
  const { file, key, state } = scan;
  return (
    <li data-state={state.kind}>
      <div className="documents-what">
        <strong>{file.name}</strong>
        {state.kind === 'reading' ? <span className="muted">{t('scans.reading')}</span> : null}
        {state.kind === 'waiting' ? <span>{whyWords(t, state.why)}</span> : null}
        {state.kind === 'filed' ? <FiledWords state={state} /> : null}
      </div>
      {state.kind === 'sending' ? <Sending scanKey={key} state={state} /> : null}
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
          notify(t('scans.left', { name }));
        }}
      >
        {t('scans.leaveShort')}
      </Button>
    </>
  );
}

function Sending({ scanKey, state }: { readonly scanKey: number; readonly state: Of<'sending'> }) {
  const upload = useUploads(({ uploads }) => uploads.find(({ key }) => key === state.uploadKey));
  return (
    <UploadList
      uploads={upload ? [upload] : []}
      onResume={(one) => {
        resumeScan(scanKey, one, state.whose);
      }}
      onCancel={(one) => {
        cancelScan(scanKey, one);
      }}
    />
  );
}

function FiledWords({ state: { how, whose, document } }: { readonly state: Of<'filed'> }) {
  const { t } = useTranslation();
  const when = useVisitWhen();
  const patient = whose.patientName;
  const there = how === 'there' ? t('scans.there', { patient, name: document.fileName }) : null;
  const filed = document.visit
    ? t('scans.filedVisit', { patient, when: when(document.visit.start) })
    : t('scans.filed', { patient });
  return (
    <>
      <span>{there ?? filed}</span>
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
