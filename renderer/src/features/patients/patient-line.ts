import { useTranslation } from 'react-i18next';
import type { PatientSummary, VisitLine } from '#shared/contract/patients';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicNow, useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { ageWords, doctorShort, plainDay, shortDay, timeOf } from '../../ui/format';

/** One line about a patient that tells apart those of one name: age, gender, guardian, phone, number, archived. */
export function usePatientLine(): (patient: PatientSummary) => string {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  return (patient) =>
    [
      ageWords(t, patient, today),
      patient.gender ? t(`patient.genderShort.${patient.gender}`) : '',
      patient.guardian ? t('patient.careOf', { name: patient.guardian }) : '',
      patient.phone,
      patient.clinicNo,
      patient.archivedAt === null ? '' : t('patient.archivedMark'),
    ]
      .filter(Boolean)
      .join(' · ');
}

/** A visit in a line: day, time, doctor; for one without a place, where it was. */
export function useVisitLine(): (visit: VisitLine) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  const { today } = useClinicNow();
  const doctors = useCallQuery('doctors.list', {}).data;
  return ({ start, doctorId, toMove }) => {
    const day = dateOf(start);
    const doctor = doctors?.find(({ id }) => id === doctorId);
    const words = day.slice(0, 4) === today.slice(0, 4) ? shortDay(day, locale) : plainDay(day, locale);
    const line = [words, timeOf(start), doctor ? doctorShort(doctor) : ''].filter(Boolean).join(' · ');
    return toMove ? t('patient.toMove', { visit: line }) : line;
  };
}
