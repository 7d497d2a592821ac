import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientDto, PatientIdentifier } from '#shared/contract/patients';
import type { AppError } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { patientName } from '../../ui/format';
import { notify } from '../../ui/notice';
import { useMay } from '../session/session';

/** Clinic number, old file, and the free numbers: ABHA, insurance and the like, added and taken away here. */
export function NumbersList({ patient }: { readonly patient: PatientDto }) {
  const { t } = useTranslation();
  const mayEdit = useMay('patient.write') && !patient.deleted;
  const [adding, setAdding] = useState(false);
  const [kind, setKind] = useState('ABHA');
  const [value, setValue] = useState('');
  const [error, setError] = useState<AppError | null>(null);

  const save = async (identifiers: readonly PatientIdentifier[]): Promise<boolean> => {
    setError(null);
    const answer = await change('patients.edit', {
      id: patient.id,
      version: patient.version,
      changes: { identifiers: [...identifiers] },
      seen: { identifiers: patient.identifiers },
    });
    if (answer.ok) notify(t('patient.edited', { name: patientName(patient) }), 'undo');
    else setError(answer.error);
    return answer.ok;
  };
  const add = async () => {
    if (await save([...patient.identifiers, { kind, value }])) {
      setAdding(false);
      setValue('');
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setAdding(false);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void add();
    }
  };

  const fixed = [
    { kind: t('patient.clinicNo'), value: patient.clinicNo },
    { kind: t('patient.oldFile'), value: patient.oldFileNo },
  ].filter((one) => one.value !== null);
  return (
    <>
      <h3>{t('patient.numbers')}</h3>
      <ul className="numbers">
        {fixed.map((one) => (
          <li key={one.kind}>
            <small>{one.kind}</small>
            <span>{one.value}</span>
          </li>
        ))}
        {patient.identifiers.map((one) => (
          <li key={`${one.kind} ${one.value}`}>
            <small>{one.kind}</small>
            <span>{one.value}</span>
            {mayEdit ? (
              <button
                type="button"
                className="link"
                aria-label={t('patient.takeAwayNumber', one)}
                onClick={() => void save(patient.identifiers.filter((other) => other !== one))}
              >
                {t('patient.takeAway')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <div className="numbers-new" onKeyDown={keys}>
          <input
            aria-label={t('patient.numberKind')}
            value={kind}
            onChange={(event) => {
              setKind(event.target.value);
            }}
          />
          <input
            aria-label={t('patient.numberValue')}
            autoFocus
            autoComplete="off"
            value={value}
            aria-invalid={error !== null}
            onChange={(event) => {
              setValue(event.target.value);
            }}
          />
          <button type="button" className="chip-button" onClick={() => void add()}>
            {t('common.save')}
          </button>
        </div>
      ) : null}
      {error ? (
        <p className="field-error" role="alert">
          {errorWords(t, error)}
        </p>
      ) : null}
      {mayEdit && !adding ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('patient.addNumber')}
        </button>
      ) : null}
    </>
  );
}
