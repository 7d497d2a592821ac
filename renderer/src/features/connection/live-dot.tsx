import { useTranslation } from 'react-i18next';
import { useHealth, useLine } from './health';

/** A clock is said to be wrong from here on; less is nothing that a person at the desk would see. */
const WRONG_MINUTES = 2;

/** The dot with its word: whether changes elsewhere arrive by themselves, and whether this computer's clock is wrong. */
export function LiveDot() {
  const { t } = useTranslation();
  const line = useLine();
  const word = line === 'up' ? 'live' : line === 'asking' ? 'connecting' : 'offline';
  const behind = Math.round((useHealth().data?.clockOffset ?? 0) / 60_000);
  return (
    <>
      <span className={`live live--${word}`} title={word === 'live' ? t('connection.liveHelp') : undefined}>
        {t(`connection.${word}`)}
      </span>
      {Math.abs(behind) < WRONG_MINUTES ? null : (
        <span className="live-clock" title={t('connection.clockHelp')}>
          {t(behind > 0 ? 'connection.clockSlow' : 'connection.clockFast', { minutes: Math.abs(behind) })}
        </span>
      )}
    </>
  );
}
