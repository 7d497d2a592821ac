import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import type { DoctorId } from '#shared/values/ids';
import { useCallQuery } from '../../api/queries';
import { doctorName } from '../../ui/format';
import { errorWords } from '../../ui/error-words';
import { useDoctors } from '../appointments/doctors';
import { PageFrame } from '../settings/page-frame';
import { DoctorHours } from './doctor-hours';
import './hours.css';

/** The working hours of one doctor at a time. */
export function HoursPage() {
  const { t } = useTranslation();
  const { all, isPending } = useDoctors();
  const [chosen, choose] = useState<DoctorId | null>(null);
  const doctor = all.find(({ id }) => id === chosen) ?? all[0];
  const rules = useCallQuery('hours.rules', { doctorId: doctor?.id ?? 0 }, { enabled: doctor !== undefined });
  if (!doctor)
    return (
      <PageFrame>
        <p className="muted">{isPending ? t('common.loading') : t('hours.noDoctors')}</p>
      </PageFrame>
    );
  if (!rules.data)
    return (
      <PageFrame lead={<DoctorSelect doctors={all} doctor={doctor} disabled={false} onChoose={choose} />}>
        <p className="muted">{rules.error ? errorWords(t, rules.error.error) : t('common.loading')}</p>
      </PageFrame>
    );
  return (
    <DoctorHours
      key={doctor.id}
      doctor={doctor}
      rules={rules.data}
      select={(disabled) => (
        <DoctorSelect doctors={all} doctor={doctor} disabled={disabled} onChoose={choose} />
      )}
    />
  );
}

function DoctorSelect({
  doctors,
  doctor,
  disabled,
  onChoose,
}: {
  readonly doctors: readonly DoctorDto[];
  readonly doctor: DoctorDto;
  readonly disabled: boolean;
  readonly onChoose: (id: DoctorId) => void;
}) {
  const { t } = useTranslation();
  return (
    <span className="hours-doctor">
      <select
        aria-label={t('hours.doctor')}
        value={doctor.id}
        disabled={disabled}
        onChange={(event) => {
          const next = doctors.find(({ id }) => String(id) === event.target.value);
          if (next) onChoose(next.id);
        }}
      >
        {doctors.map((one) => (
          <option key={one.id} value={one.id}>
            {doctorName(one)}
          </option>
        ))}
      </select>
      {doctor.specialization ?? ''}
    </span>
  );
}
