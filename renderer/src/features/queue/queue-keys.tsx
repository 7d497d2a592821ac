import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { useMay } from '../session/session';

/** What the keys do here, at the panel's foot; the sheet of keys tells a screen reader. */
const keys = [
  [KEY.upDown, 'keys.short.choose'],
  [KEY.callIn, 'queue.short.called'],
  [KEY.skip, 'queue.short.skipped'],
  [KEY.stepOut, 'queue.short.stepped_out'],
  [KEY.backInLine, 'queue.short.back'],
  [KEY.room, 'keys.short.room'],
  [KEY.walkIn, 'queue.short.walkIn'],
  [KEY.help, 'keys.short.all'],
] as const;

export function QueueKeys() {
  const { t } = useTranslation();
  const mayTakeIn = useMay('patient.write');
  return (
    <footer className="panel-keys" aria-hidden="true">
      {keys
        .filter(([cap]) => cap !== KEY.walkIn || mayTakeIn)
        .map(([cap, text]) => (
          <span key={cap}>
            <Kbd k={cap} /> {t(text)}
          </span>
        ))}
    </footer>
  );
}
