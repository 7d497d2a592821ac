import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { AddFiles, useGivenFiles } from '../documents/add-files';
import { refusal } from '../documents/refusal';
import { addScan } from './filing';
import { ScanFolder } from './scan-folder';
import { ScanRow } from './scan-row';
import { ScanView } from './scan-view';
import { type Scan, useScans } from './store';
import '../documents/documents.css';
import './scans.css';

/** Scanned sheets: each files itself by its code, or waits for a person to say whose it is. */
export function ScansDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const scans = useScans((all) => all.scans);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [looked, setLooked] = useState<Scan | null>(null);
  const add = (files: readonly File[]) => {
    setRefused(files.map((file) => refusal(t, file)).filter((why) => why !== null));
    for (const file of files) if (refusal(t, file) === null) void addScan(file);
  };
  const { isOver, listeners } = useGivenFiles(true, add);
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      className="documents"
      aria-labelledby="scans-title"
      {...listeners}
    >
      <h2 id="scans-title">{looked?.file.name ?? t('scans.title')}</h2>
      {looked ? (
        <ScanView
          file={looked.file}
          onBack={() => {
            setLooked(null);
          }}
        />
      ) : (
        <>
          <AddFiles label={t('scans.choose')} isOver={isOver} onFiles={add} />
          <ScanFolder />
          {refused.map((words) => (
            <p key={words} className="field-error" role="alert">
              {words}
            </p>
          ))}
          {scans.length === 0 ? <p className="empty">{t('scans.none')}</p> : null}
          {scans.length > 0 ? (
            <ul className="documents-list scans-list" aria-label={t('scans.title')}>
              {scans.map((scan) => (
                <ScanRow
                  key={scan.key}
                  scan={scan}
                  onLook={() => {
                    setLooked(scan);
                  }}
                />
              ))}
            </ul>
          ) : null}
        </>
      )}
      <Button variant="outlined" onClick={onClose}>
        {t('common.close')}
        <Kbd k={KEY.escape} />
      </Button>
    </Dialog>
  );
}
