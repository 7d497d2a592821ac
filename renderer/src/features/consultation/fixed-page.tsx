import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { AppError } from '#shared/errors/app-error';
import type { PatientId } from '#shared/values/ids';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { TroubleLine } from '../../ui/trouble-line';
import { usePrint } from '../printing/use-print';
import { SignedPage } from './signed-page';
import { useRoomCommands } from './use-room-commands';

interface Props {
  readonly prescription: PrescriptionDto;
  readonly patientId: PatientId;
  readonly mayWrite: boolean;
  readonly onChanged: () => void;
}

/** What stands signed in a visit, with the steps that are left. */
export function FixedPage({ prescription, patientId, mayWrite, onChanged }: Props) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState<AppError | null>(null);
  const { id, version } = prescription;
  const { print } = usePrint();
  const printIt = () => {
    void print('printing.prescription', { prescriptionId: id });
  };
  useRoomCommands({ print: printIt });
  const settle = (answer: { readonly ok: true } | { readonly ok: false; readonly error: AppError }) => {
    setFailed(answer.ok ? null : answer.error);
    if (answer.ok) onChanged();
  };
  return (
    <>
      <TroubleLine words={failed && errorWords(t, failed)} />
      <SignedPage
        prescription={prescription}
        patientId={patientId}
        mayWrite={mayWrite}
        onPrint={printIt}
        onAmend={() => {
          void change('consultation.amend', { id, version }).then(settle);
        }}
        onVoid={(reason) => {
          void change('consultation.void', { id, version, reason }).then(settle);
        }}
      />
    </>
  );
}
