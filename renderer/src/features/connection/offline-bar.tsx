import { useTranslation } from 'react-i18next';
import { useHealth, useLine } from './health';

const words = {
  down: 'connection.reconnecting',
  hostAway: 'connection.hostAway',
  mustMigrate: 'connection.mustMigrate',
  mustUpdate: 'connection.mustUpdate',
} as const;

/** One grey bar, no dialog: it says what is away and that nothing typed is lost. */
export function OfflineBar() {
  const { t } = useTranslation();
  const line = useLine();
  const mongoAway = useHealth().data?.mongo.state === 'down';
  const text =
    line === 'up' || line === 'asking' ? (mongoAway ? t('connection.documentsAway') : '') : t(words[line]);
  return (
    <div role="status" className={text ? 'offline-bar' : 'offline-bar offline-bar--none'}>
      {text}
    </div>
  );
}
