import { useTranslation } from 'react-i18next';
import { useLine } from './health';

/** The dot with its word: whether changes elsewhere arrive by themselves. */
export function LiveDot() {
  const { t } = useTranslation();
  const line = useLine();
  const word = line === 'up' ? 'live' : line === 'asking' ? 'connecting' : 'offline';
  return (
    <span className={`live live--${word}`} title={word === 'live' ? t('connection.liveHelp') : undefined}>
      {t(`connection.${word}`)}
    </span>
  );
}
