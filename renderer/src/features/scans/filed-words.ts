import { useTranslation } from 'react-i18next';
import { useVisitWhen } from '../documents/visit-when';
import type { ScanState } from './store';

/** What became of a filed scan, in one sentence. */
export function useFiledWords(): (state: Extract<ScanState, { kind: 'filed' }>) => string {
  const { t } = useTranslation();
  const when = useVisitWhen();
  return ({ how, whose, document }) => {
    const patient = whose.patientName;
    if (how === 'there') return t('scans.there', { patient, name: document.fileName });
    return document.visit
      ? t('scans.filedVisit', { patient, when: when(document.visit.start) })
      : t('scans.filed', { patient });
  };
}
