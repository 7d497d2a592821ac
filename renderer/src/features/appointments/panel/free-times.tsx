import { useTranslation } from 'react-i18next';
import { ClinicDateTime } from '#shared/values/wall-clock';
import { timeOf } from '../../../ui/format';

interface Props {
  readonly free: readonly string[];
  readonly onPick: (start: ClinicDateTime) => void;
}

/** Up to three free starts near the one that is taken. */
export function FreeTimes({ free, onPick }: Props) {
  const { t } = useTranslation();
  const starts = free.flatMap((start) => {
    const parsed = ClinicDateTime.safeParse(start);
    return parsed.success ? [parsed.data] : [];
  });
  if (starts.length === 0) return <p>{t('error.noFree')}</p>;
  return (
    <div className="chips" role="group" aria-label={t('error.freeInstead')}>
      <span>{t('error.freeInstead')}</span>
      {starts.map((start) => (
        <button
          key={start}
          type="button"
          className="chip-button"
          onClick={() => {
            onPick(start);
          }}
        >
          {timeOf(start)}
        </button>
      ))}
    </div>
  );
}
