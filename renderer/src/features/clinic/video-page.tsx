import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { videoLink } from '#shared/domain/video-link';
import { doctorName } from '../../ui/format';
import { useDoctors } from '../appointments/doctors';
import { ClinicPage, WithSettings } from './clinic-page';
import { TextField } from './fields';
import { useSettingsForm } from './use-settings-form';

const KEYS = ['videoLinks'] as const;
/** Stands for a visit's own token in the example. */
const SOME_TOKEN = 'q2H5bmdhYmxlVG9rZW4x00';

/** Where patients and doctors meet by video. */
export function VideoPage() {
  return <WithSettings Form={Video} />;
}

function Video({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  const { all: doctors } = useDoctors();
  const links = form.value('videoLinks');
  const example = (template: string | undefined, owner: 'clinic' | 'doctor') => {
    if (template === undefined || template.trim() === '') return undefined;
    const link = videoLink(template.trim(), SOME_TOKEN, owner, (text) => new URL(text));
    return link === null ? t('field.not_a_link') : t('clinic.video.example', { address: link });
  };
  const clinicLink = links.clinic ?? '';
  return (
    <ClinicPage form={form} lead={t('clinic.video.lead')}>
      <div className="settings-card">
        <TextField
          label={t('clinic.video.clinic')}
          value={clinicLink}
          saved={form.saved('videoLinks').clinic ?? ''}
          error={form.issueAt('videoLinks.clinic')}
          hint={example(clinicLink, 'clinic') ?? t('clinic.video.hint')}
          onChange={(value) => {
            form.set('videoLinks', { ...links, clinic: value === '' ? null : value });
          }}
        />
      </div>
      <div className="settings-card">
        <h2>{t('clinic.video.doctors')}</h2>
        <p className="field-hint">{t('clinic.video.doctorsHint')}</p>
        {doctors
          .filter(({ deleted }) => !deleted)
          .map((doctor) => {
            const id = String(doctor.id);
            const own = links.doctors[id];
            return (
              <TextField
                key={id}
                label={doctorName(doctor)}
                value={own ?? ''}
                saved={form.saved('videoLinks').doctors[id] ?? ''}
                error={form.issueAt(`videoLinks.doctors.${id}`)}
                hint={example(own, 'doctor')}
                onChange={(value) => {
                  const others = Object.entries(links.doctors).filter(([one]) => one !== id);
                  const next = value === '' ? others : [...others, [id, value] as const];
                  form.set('videoLinks', { ...links, doctors: Object.fromEntries(next) });
                }}
              />
            );
          })}
      </div>
    </ClinicPage>
  );
}
