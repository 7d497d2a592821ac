import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { VisitNote } from '#shared/contract/notes';
import type { UtcInstant } from '#shared/values/wall-clock';
import { change } from '../../api/call';
import { useClinicZone, useLocale } from '../../app/clock';
import { errorWords } from '../../ui/error-words';
import { clinicDayOf, clinicTimeOf, plainDay } from '../../ui/format';
import { notify } from '../../ui/notice';
import { TroubleLine } from '../../ui/trouble-line';
import type { LeftPlace } from './left-behind';
import { NoteTemplates } from './note-templates';
import { type TypedNote, useNote } from './use-note';

/** The note while it is typed: kept behind the hands, and never printed. */
export function NoteEditor({ note }: { readonly note: TypedNote }) {
  const { t } = useTranslation();
  const id = useId();
  const { text, edit, kept } = note;
  const put = (next: string) => {
    edit(() => next);
  };
  return (
    <section className="card note">
      <label htmlFor={id}>{t('room.note.label')}</label>
      <textarea
        id={id}
        data-note
        rows={Math.min(12, Math.max(2, text.split('\n').length))}
        maxLength={16_000}
        value={text}
        onChange={(event) => {
          put(event.target.value);
        }}
      />
      <NoteTemplates text={text} onText={put} />
      {kept.kind === 'failed' ? (
        <p className="field-error" role="alert">
          {t('room.notKept')} {errorWords(t, kept.error)}
        </p>
      ) : null}
    </section>
  );
}

interface AloneProps {
  readonly visit: AppointmentDto;
  readonly note: VisitNote | null;
  readonly place: LeftPlace;
  readonly onChanged: () => void;
}

/** A note that is written beside a page that is signed already. */
export function NoteAlone({ visit, note, place, onChanged }: AloneProps) {
  const { t } = useTranslation();
  const typed = useNote(visit.id, note, place);
  const [trouble, setTrouble] = useState<string | null>(null);
  const sign = async () => {
    const answer = await typed.sign();
    if (!answer) return;
    setTrouble(answer.ok ? null : errorWords(t, answer.error));
    if (!answer.ok) return;
    notify(t('room.note.signed', { name: visit.patientName }));
    onChanged();
  };
  return (
    <>
      <NoteEditor note={typed} />
      <TroubleLine words={trouble} />
      <div className="buttons">
        <Button variant="outlined" disabled={typed.text.trim() === ''} onClick={() => void sign()}>
          {t('room.note.sign')}
        </Button>
      </div>
    </>
  );
}

interface ReadProps {
  readonly note: VisitNote;
  readonly mayWrite: boolean;
  readonly onChanged: () => void;
}

/** A signed note with what was added to it; nothing in it changes any more. */
export function NoteRead({ note, mayWrite, onChanged }: ReadProps) {
  const { t } = useTranslation();
  const signature = useSignature();
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="card note" aria-label={t('room.note.label')}>
      <h2>{t('room.note.label')}</h2>
      <p className="written">{note.text}</p>
      {note.signedAt ? <p className="muted">{signature(note.signedBy, note.signedAt)}</p> : null}
      {note.addenda.map(({ text, by, at }) => (
        <div key={at + text} className="addendum">
          <p className="written">{text}</p>
          <p className="muted">{signature(by, at)}</p>
        </div>
      ))}
      {mayWrite && note.signedAt && !isAdding ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('room.note.add')}
        </button>
      ) : null}
      {isAdding ? (
        <Addendum
          note={note}
          onDone={(changed) => {
            setAdding(false);
            if (changed) onChanged();
          }}
        />
      ) : null}
    </section>
  );
}

/** `Signed by Dr Rao, 4 Jan 2027, 11:08`. */
function useSignature(): (by: string | null, at: UtcInstant) => string {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const locale = useLocale();
  return (by, at) =>
    t('room.signedBy', {
      name: by ?? '',
      day: plainDay(clinicDayOf(at, zone), locale),
      time: clinicTimeOf(at, zone),
    });
}

interface AddendumProps {
  readonly note: VisitNote;
  readonly onDone: (changed: boolean) => void;
}

function Addendum({ note, onDone }: AddendumProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const add = async () => {
    const answer = await change('notes.addendum', { id: note.id, text });
    setTrouble(answer.ok ? null : errorWords(t, answer.error));
    if (answer.ok) onDone(true);
  };
  return (
    <div
      className="addendum"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text.trim() !== '') return;
        event.stopPropagation();
        onDone(false);
      }}
    >
      <label htmlFor={id}>{t('room.note.addendum')}</label>
      <textarea
        id={id}
        autoFocus
        rows={3}
        maxLength={16_000}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <TroubleLine words={trouble} />
      <div className="buttons">
        <Button
          variant="outlined"
          onClick={() => {
            onDone(false);
          }}
        >
          {t('room.cancel')}
        </Button>
        <Button variant="contained" disabled={text.trim() === ''} onClick={() => void add()}>
          {t('room.note.addNow')}
        </Button>
      </div>
    </div>
  );
}
