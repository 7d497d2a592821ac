import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LikelyPatient, PatientSummary } from '#shared/contract/patients';
import type { PatientId } from '#shared/values/ids';
import { parseBirth } from '#shared/values/person';
import { callOptions } from '../../api/queries';
import { patientName } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { usePatientLine } from './patient-line';
import type { TypedPatient } from './patient-schema';
import { useSettled } from './use-patient-search';

const noOne: readonly LikelyPatient[] = [];

function orNull(typed: string, max: number): string | null {
  const text = typed.trim();
  return text === '' ? null : Array.from(text).slice(0, max).join('');
}

/** Who may be registered already as the one being typed; asked while typing pauses. */
export function useLikely(typed: TypedPatient, exceptId: PatientId | null): readonly LikelyPatient[] {
  const sketch = {
    firstName: orNull(typed.firstName, 100) ?? '',
    lastName: orNull(typed.lastName, 100),
    phone: orNull(typed.phone, 40),
    contactEmail: orNull(typed.contactEmail, 255),
    birth: typed.birth.trim() === '' ? null : parseBirth(typed.birth),
    guardian: orNull(typed.guardian, 200),
  };
  const settled = useSettled(JSON.stringify(sketch));
  // The settled text is an earlier `sketch` of this very component.
  const asked = JSON.parse(settled) as typeof sketch;
  const enough =
    asked.firstName.length >= 2 &&
    [asked.lastName, asked.phone, asked.contactEmail, asked.birth].some((given) => given !== null);
  const { data } = useQuery({
    ...callOptions('patients.likely', { sketch: asked, exceptId }),
    enabled: enough,
    placeholderData: keepPreviousData,
  });
  return enough ? (data?.items ?? noOne) : noOne;
}

interface Props {
  readonly items: readonly LikelyPatient[];
  readonly onPick: (patient: PatientSummary) => void;
}

/** Those who may be meant, each with the reasons; `F2` takes the first. Nothing waits for it. */
export function LikelyList({ items, onPick }: Props) {
  const { t } = useTranslation();
  const line = usePatientLine();
  const first = items[0];
  const take = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== KEY.existing || !first) return;
    event.preventDefault();
    onPick(first.patient);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      take(event);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, []);
  return (
    <div className="likely" role="status">
      {first ? (
        <>
          <p>{t('patient.likely', { count: items.length })}</p>
          <ul>
            {items.map(({ patient, reasons }, at) => (
              <li key={patient.id}>
                <button
                  type="button"
                  className="likely-one"
                  onClick={() => {
                    onPick(patient);
                  }}
                >
                  <b>
                    {patientName(patient)}
                    {at === 0 ? <Kbd k={KEY.existing} /> : null}
                  </b>
                  <span>{line(patient)}</span>
                  <small>{reasons.map((reason) => t(`patient.likeness.${reason}`)).join(', ')}</small>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
