import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { InputOf, OutputOf } from '#shared/contract/contract';
import type { AppError, Result } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { notify } from '../../ui/notice';
import { useChanges } from '../appointments/changes';
import { usePrint } from '../printing/use-print';
import { AttachmentsEditor } from './attachments-editor';
import { CheckBox } from './check-box';
import { Earlier } from './earlier';
import { ROOM_KEY } from './keys';
import { type LeftPlaces, letGo } from './left-behind';
import { NoteEditor, NoteRead } from './note-card';
import { PageEditor } from './page-editor';
import { PrintedSections } from './printed-sections';
import { isBlank, isBlankPage, newLine } from './typed-page';
import { useNote } from './use-note';
import { usePage } from './use-page';
import { useRoomCommands } from './use-room-commands';

interface Props {
  readonly visit: AppointmentDto;
  readonly draft: PrescriptionDto | null;
  readonly earlier: readonly PrescriptionDto[];
  readonly notes: OutputOf<'notes.of'>;
  readonly left: LeftPlaces;
  readonly head: ReactNode;
  readonly onSigned: () => void;
  readonly onReload: () => void;
  /** Shows what stands at the server instead of what is typed here. */
  readonly onTheirs: () => void;
}

type Override = InputOf<'consultation.sign'>['override'];

const NOTHING: AppError = {
  code: 'RULE_VIOLATION',
  rules: [{ rule: 'prescription_empty', params: {} }],
  overridable: false,
};

/** A text that stands in the field is replaced by what is typed. */
function focusField(selector: string): void {
  const field = document.querySelector<HTMLInputElement>(selector);
  field?.focus();
  field?.select();
}

/** The same, once the row that was just made is there. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() => {
    focusField(selector);
  });
}

/** The page of a visit while it is written: typed, kept, and signed. */
export function DraftPage({ visit, draft, earlier, notes, left, head, onSigned, onReload, onTheirs }: Props) {
  const { t } = useTranslation();
  const { perform } = useChanges();
  const { print } = usePrint();
  const { typed, edit, flush, kept, current, attach } = usePage(visit.id, draft, left.page);
  const note = useNote(visit.id, notes.note, left.note);
  // Whoever writes by hand need not write here: the same key ends the visit.
  const isByHand = useCallQuery('consultation.pageLayout', { id: visit.doctorId }).data?.onPaper ?? false;
  const [failed, setFailed] = useState<AppError | null>(null);
  const [isSigning, setSigning] = useState(false);

  /** Null where only a note was written: then there is nothing to print. */
  const signPage = async (override?: Override): Promise<Result<PrescriptionDto | null>> => {
    const notKept = await flush();
    if (notKept) return { ok: false, error: notKept };
    const row = current();
    const isBlank = isBlankPage(typed) && (row?.attachments.length ?? 0) === 0;
    if (isBlank && (isByHand || note.text.trim() !== '')) return { ok: true, value: null };
    if (!row) return { ok: false, error: NOTHING };
    const at = { id: row.id, version: row.version };
    const answer = await change('consultation.sign', { ...at, ...(override ? { override } : {}) });
    return answer.ok ? { ok: true, value: answer.value.prescription } : answer;
  };
  const sign = async (override?: Override) => {
    if (isSigning) return;
    setSigning(true);
    setFailed(null);
    const page = await signPage(override);
    const signedNote = page.ok ? await note.sign() : null;
    setSigning(false);
    if (!page.ok) {
      setFailed(page.error);
      return;
    }
    if (signedNote && !signedNote.ok) {
      // The page is signed by now; the note stays open beside it.
      notify(errorWords(t, signedNote.error), 'none', 'error');
      onReload();
      return;
    }
    if (visit.state === 'waiting' || visit.state === 'in_room') {
      await perform(visit, { kind: 'status', to: 'done' });
    }
    const isSigned = page.value !== null || signedNote !== null;
    notify(t(isSigned ? 'room.signed' : 'room.seen', { name: visit.patientName }));
    // What is only attached has no page to take home.
    if (page.value && !isBlankPage(typed))
      void print('printing.prescription', { prescriptionId: page.value.id }, 'trouble');
    onSigned();
  };

  const repeat = (from: PrescriptionDto | undefined) => {
    if (!from) return;
    const taken = from.page.medicines.map((line) => newLine(line));
    edit((page) => ({
      ...page,
      diagnosis: page.diagnosis.trim() === '' ? (from.page.diagnosis ?? '') : page.diagnosis,
      lines: [...page.lines.filter((line) => !isBlank(line)), ...taken],
    }));
    // What is changed of a repeat is how often, most of all.
    const [first] = taken;
    if (first) focusSoon(`[data-line="${String(first.key)}"][data-field="frequency"]`);
    notify(t('room.repeated', { count: from.page.medicines.length }));
  };

  // What is there already has the keyboard before the next key comes.
  useRoomCommands({
    sign: () => {
      void sign();
    },
    repeat: () => {
      repeat(earlier[0]);
    },
    medicines: () => {
      focusField('.medicine:last-of-type [data-field="name"]');
    },
    review: () => {
      focusField('[data-review]');
    },
    note: () => {
      document.querySelector<HTMLTextAreaElement>('[data-note]')?.focus();
    },
  });

  const showTheirs = () => {
    letGo(left.page);
    onTheirs();
  };
  const isStale = kept.kind === 'failed' && kept.error.code === 'CONFLICT';
  return (
    <>
      <main className="room-page">
        {head}
        {failed ? (
          <CheckBox
            error={failed}
            onOverride={(override) => {
              void sign(override);
            }}
          />
        ) : null}
        {kept.kind === 'failed' ? (
          <div className="problem" role="alert">
            <p>
              {t('room.notKept')} {errorWords(t, kept.error)}
            </p>
            {isStale ? <Button onClick={showTheirs}>{t('room.showTheirs')}</Button> : null}
          </div>
        ) : null}
        <PageEditor typed={typed} edit={edit} issues={failed?.code === 'VALIDATION' ? failed.issues : []} />
        <AttachmentsEditor
          patientId={visit.patientId}
          attachments={draft?.attachments ?? []}
          onAttach={attach}
        />
        {notes.note?.signedAt ? (
          <NoteRead note={notes.note} mayWrite onChanged={onReload} />
        ) : (
          <NoteEditor note={note} />
        )}
      </main>
      <Earlier earlier={earlier} notes={notes.earlier} onRepeat={repeat} />
      <footer className="room-foot">
        <span>
          <Kbd k={ROOM_KEY.medicines} /> {t('room.medicines')}
        </span>
        <span>
          <Kbd k={ROOM_KEY.template} /> {t('room.kit.key')}
        </span>
        <span>
          <Kbd k={ROOM_KEY.repeat} /> {t('room.repeatLast')}
        </span>
        <span>
          <Kbd k={ROOM_KEY.review} /> {t('room.review')}
        </span>
        <span>
          <Kbd k={ROOM_KEY.note} /> {t('room.note.key')}
        </span>
        <span>
          <Kbd k={ROOM_KEY.remove} /> {t('room.removeRow')}
        </span>
        <PrintedSections doctorId={visit.doctorId} />
        <span className="bar-rest" />
        <span role="status">
          {kept.kind === 'saving' || kept.kind === 'kept' ? t(`room.kept.${kept.kind}`) : ''}
        </span>
        <Button
          variant="contained"
          disabled={isSigning}
          onClick={() => {
            void sign();
          }}
        >
          {t(isByHand && isBlankPage(typed) ? 'room.seenAndNext' : 'room.signAndNext')}
          <Kbd k={ROOM_KEY.sign} />
        </Button>
      </footer>
    </>
  );
}
