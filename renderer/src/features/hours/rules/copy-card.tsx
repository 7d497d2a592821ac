import { useTranslation } from 'react-i18next';
import type { DoctorId } from '#shared/values/ids';
import { doctorName } from '../../../ui/format';
import { Field } from '../../../ui/field';
import { useDoctors } from '../../appointments/doctors';
import type { HoursDraft } from '../logic/draft';

type CopyDraft = Extract<HoursDraft, { kind: 'copy' }>;

interface Props {
  readonly doctorId: DoctorId;
  readonly draft: CopyDraft;
  readonly clashes: readonly string[];
  readonly onDraft: (draft: CopyDraft) => void;
}

/** Another doctor's hours, or the clinic's opening hours, for this one; leave is not copied. */
export function CopyCard({ doctorId, draft, clashes, onDraft }: Props) {
  const { t } = useTranslation();
  const { all } = useDoctors();
  return (
    <section className="settings-card" aria-labelledby="copy-title">
      <h2 id="copy-title">{t('hours.copyTitle')}</h2>
      <Field label={t('hours.copyFrom')} error={clashes.join(' ') || undefined}>
        {(control) => (
          <select
            {...control}
            autoFocus
            value={draft.from ?? ''}
            onChange={(event) => {
              const from = all.find(({ id }) => String(id) === event.target.value)?.id ?? null;
              onDraft({ ...draft, from });
            }}
          >
            {all
              .filter(({ id }) => id !== doctorId)
              .map((doctor) => (
                <option key={doctor.id} value={doctor.id}>
                  {doctorName(doctor)}
                </option>
              ))}
            <option value="">{t('hours.theClinic')}</option>
          </select>
        )}
      </Field>
      <label className="rule-check">
        <input
          type="checkbox"
          checked={draft.replace}
          onChange={(event) => {
            onDraft({ ...draft, replace: event.target.checked });
          }}
        />
        {t('hours.copyReplace')}
      </label>
    </section>
  );
}
