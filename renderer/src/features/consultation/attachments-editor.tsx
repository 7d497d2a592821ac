import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrescriptionDto } from '#shared/contract/consultation';
import type { AppError } from '#shared/errors/app-error';
import type { DocumentId, PatientId } from '#shared/values/ids';
import { errorWords } from '../../ui/error-words';
import { Kbd } from '../../ui/kbd';
import { notify } from '../../ui/notice';
import { AttachmentChoice } from './attachment-choice';
import { AttachmentList } from './attachment-list';
import { ROOM_KEY } from './keys';
import { useRoomCommands } from './use-room-commands';

interface Props {
  readonly patientId: PatientId;
  readonly attachments: PrescriptionDto['attachments'];
  /** @returns why it could not be */
  readonly onAttach: (
    work: (before: readonly DocumentId[]) => readonly DocumentId[],
  ) => Promise<AppError | null>;
}

/** Which of the patient's documents go with the page: chosen by name, taken from it again. */
export function AttachmentsEditor({ patientId, attachments, onAttach }: Props) {
  const { t } = useTranslation();
  const [isChoosing, setChoosing] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const show = () => {
    setChoosing(true);
  };
  useRoomCommands({ attach: show });
  /** Where it stands now is told: the keyboard may be in the field that finds them. */
  const set = async (what: 'added' | 'detached', id: DocumentId, name: string) => {
    const trouble = await onAttach((before) => {
      const others = before.filter((one) => one !== id);
      return what === 'added' ? [...others, id] : others;
    });
    setFailed(trouble);
    if (!trouble) notify(t(`room.attached.${what}`, { name }));
  };
  return (
    <section className="card attachments" aria-labelledby="attachments-title">
      <header>
        <h2 id="attachments-title">{t('room.attached.title')}</h2>
        <button
          ref={button}
          type="button"
          className="link"
          aria-keyshortcuts="Alt+A"
          aria-expanded={isChoosing}
          onClick={() => {
            setChoosing(!isChoosing);
          }}
        >
          {t('room.attached.attach')} <Kbd k={ROOM_KEY.attach} />
        </button>
      </header>
      <AttachmentList
        patientId={patientId}
        attachments={attachments}
        onRemove={(id, name) => {
          void set('detached', id, name);
          // The row goes, and the keyboard with it.
          button.current?.focus();
        }}
      />
      {failed ? (
        <p className="field-error" role="alert">
          {errorWords(t, failed)}
        </p>
      ) : null}
      {isChoosing ? (
        <AttachmentChoice
          patientId={patientId}
          attached={attachments.map(({ documentId }) => documentId)}
          onSet={(what, id, name) => {
            void set(what, id, name);
          }}
          onClose={() => {
            setChoosing(false);
            button.current?.focus();
          }}
        />
      ) : null}
    </section>
  );
}
