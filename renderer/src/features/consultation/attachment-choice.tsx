import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_ATTACHMENTS } from '#shared/domain/prescribing/attachments';
import { fold } from '#shared/domain/search-words';
import type { DocumentId, PatientId } from '#shared/values/ids';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { useWhen } from '../vitals/words';

interface Props {
  readonly patientId: PatientId;
  readonly attached: readonly DocumentId[];
  readonly onSet: (what: 'added' | 'detached', id: DocumentId, name: string) => void;
  readonly onClose: () => void;
}

/** The patient's documents that stand, to be found by name and ticked; they are asked for while this is open. */
export function AttachmentChoice({ patientId, attached, onSet, onClose }: Props) {
  const { t } = useTranslation();
  const when = useWhen();
  const { data: list, error } = useCallQuery('documents.list', { patientId });
  // What was read before it was closed is not shown any more.
  const data = error ? undefined : list;
  const [typed, setTyped] = useState('');
  const standing = data?.items.filter(({ removed }) => removed === null) ?? [];
  const sought = fold(typed);
  const offered = standing.filter(({ fileName, description }) =>
    fold(`${fileName} ${description ?? ''}`).includes(sought),
  );
  const isFull = attached.length >= MOST_ATTACHMENTS;
  const first = offered.find(({ id }) => !attached.includes(id));
  return (
    <div
      className="attachment-choice"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        type="search"
        autoFocus
        autoComplete="off"
        maxLength={200}
        aria-label={t('room.attached.find')}
        placeholder={t('room.attached.find')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          if (!first || isFull) return;
          onSet('added', first.id, first.fileName);
          setTyped('');
        }}
      />
      {error ? (
        <p className="field-error" role="alert">
          {errorWords(t, error.error)}
        </p>
      ) : null}
      {!data && !error ? <p aria-busy="true">{t('common.loading')}</p> : null}
      {data && standing.length === 0 ? <p className="empty">{t('room.attached.none')}</p> : null}
      {standing.length > 0 && offered.length === 0 ? (
        <p className="empty">{t('room.attached.noneSo')}</p>
      ) : null}
      {isFull ? <p className="field-hint">{t('room.attached.full', { count: MOST_ATTACHMENTS })}</p> : null}
      {offered.length > 0 ? (
        <ul aria-label={t('room.attached.choose')}>
          {offered.map(({ id, fileName, description, kind, uploaded }) => {
            const isAttached = attached.includes(id);
            return (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={isAttached}
                    disabled={isFull && !isAttached}
                    onChange={() => {
                      onSet(isAttached ? 'detached' : 'added', id, fileName);
                    }}
                  />
                  <strong>{fileName}</strong>
                  <span className="muted">
                    {[t(`documents.kind.${kind}`), when(uploaded.at, true), description]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      ) : null}
      {data?.more ? <p className="muted">{t('documents.more', { count: data.items.length })}</p> : null}
    </div>
  );
}
