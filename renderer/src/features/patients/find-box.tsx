import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/contract/patients';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { focusCalendar } from '../appointments/grid/use-cursor';
import { PatientCombobox } from './patient-combobox';

interface Props {
  readonly onPick: (patient: PatientSummary) => void;
  onRegister?: ((typed: string) => void) | undefined;
}

/** The bar's box: any patient from two characters on, a removed one on request, or a new one. */
export function FindBox({ onPick, onRegister }: Props) {
  const { t } = useTranslation();
  return (
    <div className="find" role="search" data-find>
      <svg className="find-glass" viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
        <circle cx="6.5" cy="6.5" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="m10 10 4 4" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <PatientCombobox
        label={t('patient.find')}
        onPick={onPick}
        onRegister={onRegister}
        onEscape={focusCalendar}
        offersRemoved
      />
      <Kbd k={KEY.find} />
    </div>
  );
}
