import { useTranslation } from 'react-i18next';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { VisitNote } from '#shared/contract/notes';
import { useClinicZone, useLocale } from '../../app/clock';
import { clinicDayOf, plainDay } from '../../ui/format';

interface Props {
  readonly earlier: readonly PrescriptionDto[];
  readonly notes: readonly VisitNote[];
  /** Null where nothing can be written now. */
  readonly onRepeat: ((prescription: PrescriptionDto) => void) | null;
}

/** What was signed for this patient before, the newest first. */
export function Earlier({ earlier, notes, onRepeat }: Props) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  return (
    <aside className="earlier" aria-label={t('room.earlier')}>
      <h2>{t('room.earlier')}</h2>
      {earlier.length === 0 ? <p className="empty">{t('room.nothingEarlier')}</p> : null}
      <ol>
        {earlier.map((one) => (
          <li key={one.id}>
            <p>
              <b>{one.signedAt ? plainDay(clinicDayOf(one.signedAt, zone), locale) : ''}</b>{' '}
              {one.page.diagnosis ?? one.page.complaint}
            </p>
            <p className="muted">
              {one.page.medicines
                .map(({ name, frequency }) => [name, frequency].filter(Boolean).join(' '))
                .join(' · ')}
            </p>
            {onRepeat && one.page.medicines.length > 0 ? (
              <button
                type="button"
                className="link"
                onClick={() => {
                  onRepeat(one);
                }}
              >
                {t('room.repeat')}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      {notes.length > 0 ? <h2>{t('room.note.earlier')}</h2> : null}
      <ol>
        {notes.map(({ id, signedAt, text, addenda }) => (
          <li key={id}>
            <p>
              <b>{signedAt ? plainDay(clinicDayOf(signedAt, zone), locale) : ''}</b>
            </p>
            <p className="written">{[text, ...addenda.map((one) => one.text)].join('\n')}</p>
          </li>
        ))}
      </ol>
    </aside>
  );
}
