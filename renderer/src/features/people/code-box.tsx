import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { useClinicZone, useLocale } from '../../app/clock';
import { copyText } from '../../ui/copy-text';
import { instantWords } from './instant-words';

interface Props {
  readonly given: OutputOf<'people.newCode'>;
  readonly onClose: () => void;
}

/** The one time a code is seen: only its hash is kept. */
export function CodeBox({ given, onClose }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [given.code]);
  return (
    <div ref={box} className="form" role="group" aria-labelledby="code-title" tabIndex={-1}>
      <h2 id="code-title">{t('people.code.title', { name: given.person.name })}</h2>
      <p className="people-code">
        <code>{given.code}</code>
      </p>
      <p>{t('people.code.help', { until: instantWords(given.expiresAt, zone, locale) })}</p>
      <div className="buttons">
        <Button
          variant="outlined"
          onClick={() => {
            void copyText(given.code);
          }}
        >
          {t('keys.copy')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {t('people.code.seen')}
        </Button>
      </div>
    </div>
  );
}
