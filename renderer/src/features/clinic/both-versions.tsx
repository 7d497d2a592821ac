import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { UtcInstant } from '#shared/values/wall-clock';
import { useClinicZone } from '../../app/clock';
import { clinicTimeOf } from '../../ui/format';
import './clinic.css';

type Side = 'mine' | 'theirs';

interface Props {
  readonly name: string;
  readonly by: { readonly changedBy: string | null; readonly changedAt: string | null };
  /** Each version in words. */
  readonly sides: Readonly<Record<Side, string>>;
  readonly onChoose: (side: Side) => void;
}

/** Two administrators changed the same: both versions side by side, and the choice. */
export function BothVersions({ name, by: { changedBy, changedAt }, sides, onChoose }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const at = UtcInstant.safeParse(changedAt);
  return (
    <section className="problem both" role="alert" aria-label={name}>
      <p>
        <b>{name}</b>{' '}
        {changedBy !== null && at.success
          ? t('error.stale', { who: changedBy, time: clinicTimeOf(at.data, zone) })
          : t('error.staleUnknown')}
      </p>
      <div className="both-sides">
        {(['theirs', 'mine'] as const).map((side) => (
          <div key={side} className="both-side">
            <h2>{t(`clinic.${side}`)}</h2>
            <p className="both-value">{sides[side]}</p>
            <Button
              variant="outlined"
              onClick={() => {
                onChoose(side);
              }}
            >
              {t(`clinic.take.${side}`)}
            </Button>
          </div>
        ))}
      </div>
    </section>
  );
}
