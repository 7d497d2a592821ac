import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/contract/patients';
import { Refusal } from '#shared/errors/app-error';
import { callOptions } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';
import { isTextField, openLookUp } from './look-up-store';
import { useScanner } from './use-scanner';

const LONGEST = 120;

/**
 * Opens whose card was scanned: in the panel where nothing is being typed, else over it, so that the typing
 * stays. A number that is nobody's is said.
 */
export function useScannedCards(isBusy: () => boolean, onOpen: (patient: PatientSummary) => void): void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const find = async (scanned: string, into: Element | null) => {
    const number = scanned.slice(0, LONGEST);
    try {
      const { items } = await client.query(callOptions('patients.byNumber', { number }));
      const [only] = items;
      if (!only) {
        notify(t('patient.scannedNobody', { number }), 'none', 'error');
      } else if (items.length === 1 && !isBusy() && !isTextField(into)) {
        onOpen(only);
      } else {
        openLookUp({ text: number, found: items });
      }
    } catch (error) {
      if (error instanceof Refusal) notify(errorWords(t, error.error), 'none', 'error');
    }
  };
  useScanner((scanned, into) => void find(scanned, into));
}
