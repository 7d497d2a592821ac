import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { WaitingEntry } from '#shared/contract/waiting-list';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicZone, useLocale } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, doctorShort, shortDay, timeOf } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { movedAmongRows } from '../../ui/row-keys';
import { useCommands } from '../appointments/commands';
import { useDoctors } from '../appointments/doctors';
import { showPanel } from '../appointments/store';
import { takeOf, useOffered, useOfferWords, useTake } from './use-offers';
import './waitlist.css';

/** `Z`: the times that were given up and who fits, and everyone who waits for an earlier time. */
export function WaitlistPanel() {
  const { t } = useTranslation();
  const { data, error } = useCallQuery('waitlist.list', {});
  const offers = useOffered();
  const offerWords = useOfferWords();
  const take = useTake();
  const { onLetter } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const entries = data?.entries ?? [];
  const isLoaded = data !== undefined;
  useEffect(() => {
    if (isLoaded) (list.current?.querySelector<HTMLElement>('.row') ?? list.current)?.focus();
  }, [isLoaded]);
  const keyDown = (event: KeyboardEvent) => {
    if (!movedAmongRows(event, list.current)) onLetter(event, null);
  };
  return (
    <>
      <div
        ref={list}
        className="queue waitlist"
        role="group"
        tabIndex={-1}
        data-keys="list"
        aria-label={t('waitlist.title')}
        onKeyDown={keyDown}
      >
        <h2>{t('waitlist.title')}</h2>
        {offers.length > 0 ? <h3>{t('waitlist.free')}</h3> : null}
        <ul className="rows">
          {offers.map((offer) => (
            <li key={offer.key}>
              <button
                type="button"
                className="row row--plain"
                data-offer
                onClick={() => void take(takeOf(offer))}
              >
                <b>{offerWords(offer)}</b>
                <span>{[offer.entry.patientName, offer.entry.patientPhone].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
        {offers.length > 0 && data ? <h3>{t('waitlist.everyone', { count: data.total })}</h3> : null}
        {error && !data ? <p className="problem">{errorWords(t, error.error)}</p> : null}
        {isLoaded && entries.length === 0 ? (
          <p className="empty">
            <b>{t('waitlist.none')}</b>{' '}
            <Trans i18nKey="waitlist.noneHelp" values={{ button: t('waitlist.add') }} />
          </p>
        ) : null}
        <ul className="rows">
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
        {data && data.total > entries.length ? (
          <p className="empty">{t('toMove.more', { count: data.total - entries.length })}</p>
        ) : null}
      </div>
      <footer className="panel-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.upDown} /> {t('keys.short.choose')}
        </span>
        <span>
          <Kbd k={KEY.enter} /> {t('waitlist.keyOpen')}
        </span>
      </footer>
    </>
  );
}

function EntryRow({ entry }: { readonly entry: WaitingEntry }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { byId } = useDoctors();
  const { whose, held } = entry;
  const doctor = whose.kind === 'doctor' ? byId.get(whose.id) : undefined;
  const wants = [
    whose.kind === 'specialization' ? whose.name : doctor ? doctorShort(doctor) : t('nextFree.anyone'),
    ...entry.parts.map((part) => t(`nextFree.part.${part}`)),
    entry.to ? t('waitlist.until', { day: shortDay(entry.to, locale) }) : '',
    t('common.minutes', { count: entry.minutes }),
  ];
  const facts = [
    held
      ? t('waitlist.holds', { day: shortDay(dateOf(held.start), locale), time: timeOf(held.start) })
      : t('waitlist.holdsNone'),
    t('waitlist.since', { day: shortDay(clinicDayOf(entry.since, zone), locale) }),
    entry.note,
  ];
  return (
    <li>
      <button
        type="button"
        className="row row--plain"
        onClick={() => {
          showPanel({ kind: 'waitlistEntry', id: entry.id, patientId: entry.patientId, held: null });
        }}
      >
        <b>
          {entry.patientName}
          {entry.urgency === 'routine' ? null : <em>{t(`waitlist.urgencies.${entry.urgency}`)}</em>}
        </b>
        <span>{wants.filter(Boolean).join(' · ')}</span>
        <span className="row-third">{facts.filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}
