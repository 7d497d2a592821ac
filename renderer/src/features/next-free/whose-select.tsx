import { useTranslation } from 'react-i18next';
import type { DoctorDto } from '#shared/contract/doctors';
import { specialisationsOf } from '../appointments/logic/chosen-columns';
import { doctorName } from '../../ui/format';
import type { FieldControl } from '../../ui/field';
import { choiceOfDoctor, type WhoseChoice } from './whose';

interface Props {
  readonly field: FieldControl;
  readonly doctors: readonly DoctorDto[];
  readonly choice: WhoseChoice;
  /** Several doctors may be ticked one by one. */
  readonly severally: boolean;
  readonly onChoose: (choice: WhoseChoice) => void;
}

/** Anyone, a specialisation, one doctor, or several. */
export function WhoseSelect({ field, doctors, choice, severally, onChoose }: Props) {
  const { t } = useTranslation();
  const kinds = specialisationsOf(doctors);
  return (
    <select
      {...field}
      value={choice}
      onChange={(event) => {
        // The options below are the only values.
        onChoose(event.target.value as WhoseChoice);
      }}
    >
      <option value="anyone">{t('nextFree.anyone')}</option>
      {severally && doctors.length > 2 ? <option value="several">{t('nextFree.several')}</option> : null}
      {kinds.length > 1 ? (
        <optgroup label={t('nextFree.kinds')}>
          {kinds.map((kind) => (
            <option key={kind} value={`kind ${kind}`}>
              {kind}
            </option>
          ))}
        </optgroup>
      ) : null}
      <optgroup label={t('nextFree.doctors')}>
        {doctors.map((doctor) => (
          <option key={doctor.id} value={choiceOfDoctor(doctor.id)}>
            {doctorName(doctor)}
          </option>
        ))}
      </optgroup>
    </select>
  );
}
