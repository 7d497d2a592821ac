import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDto } from '#shared/contract/documents';
import type { AppointmentId } from '#shared/values/ids';
import { Field } from '../../ui/field';
import { useWhen } from '../vitals/words';
import { useVisitWhen } from './visit-when';

export interface RowSteps {
  readonly onOpen: () => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
  readonly onRestore: () => void;
  readonly onDescribe: (fileName: string, description: string) => Promise<boolean>;
}

interface Props extends RowSteps {
  readonly document: DocumentDto;
  /** The visit from which the list is seen; null where it is seen from none. */
  readonly visitId: AppointmentId | null;
  readonly mayWrite: boolean;
}

const KB = 1024;

/** One file: what it is, how large, by whom and when, and the ways to it. */
export function DocumentRow({ document, visitId, mayWrite, ...steps }: Props) {
  const { t } = useTranslation();
  const when = useWhen();
  const whenVisit = useVisitWhen();
  const [isDescribing, setDescribing] = useState(false);
  const { fileName: name, kind, nameSays, bytes, visit, uploaded, removed, description } = document;
  const size =
    bytes < KB * KB
      ? t('documents.sizeSmall', { value: Math.ceil(bytes / KB) })
      : t('documents.size', { value: (bytes / KB / KB).toFixed(1) });
  const facts = [t(`documents.kind.${kind}`), size, uploaded.by, when(uploaded.at, true), description];
  return (
    <li data-removed={removed !== null}>
      <div className="documents-what">
        {removed ? <s>{name}</s> : <strong>{name}</strong>}
        <span className="muted">{facts.filter(Boolean).join(' · ')}</span>
        {visit ? (
          <span className="documents-visit">
            {visit.id === visitId
              ? t('documents.ofThisVisit')
              : t('documents.ofVisit', { when: whenVisit(visit.start) })}
          </span>
        ) : null}
        {nameSays ? (
          <span className="documents-lies">
            {t('documents.lies', { says: t(`documents.kind.${nameSays}`) })}
          </span>
        ) : null}
        {removed ? (
          <span className="muted">
            {t('documents.removedBy', { name: removed.by, when: when(removed.at, true) })}
          </span>
        ) : null}
      </div>
      {removed === null && kind !== 'file' ? (
        <Button variant="outlined" aria-label={t('documents.open', { name })} onClick={steps.onOpen}>
          {t('documents.openShort')}
        </Button>
      ) : null}
      {removed === null ? (
        <Button aria-label={t('documents.save', { name })} onClick={steps.onSave}>
          {t('documents.saveShort')}
        </Button>
      ) : null}
      {removed === null && mayWrite ? (
        <>
          <Button
            aria-label={t('documents.rename', { name })}
            aria-expanded={isDescribing}
            onClick={() => {
              setDescribing(true);
            }}
          >
            {t('documents.renameShort')}
          </Button>
          <Button aria-label={t('documents.remove', { name })} onClick={steps.onRemove}>
            {t('documents.removeShort')}
          </Button>
        </>
      ) : null}
      {removed && mayWrite ? (
        <Button aria-label={t('documents.restore', { name })} onClick={steps.onRestore}>
          {t('documents.restoreShort')}
        </Button>
      ) : null}
      {isDescribing ? (
        <DescribeForm
          document={document}
          onDescribe={steps.onDescribe}
          onDone={() => {
            setDescribing(false);
          }}
        />
      ) : null}
    </li>
  );
}

interface FormProps {
  readonly document: DocumentDto;
  readonly onDescribe: RowSteps['onDescribe'];
  readonly onDone: () => void;
}

function DescribeForm({ document, onDescribe, onDone }: FormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(document.fileName);
  const [description, setDescription] = useState(document.description ?? '');
  return (
    <form
      className="documents-describe"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onDescribe(name, description).then((isDone) => {
          if (isDone) onDone();
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <Field label={t('documents.name')}>
        {(control) => (
          <input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={255}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label={t('documents.description')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={500}
            value={description}
            onChange={(event) => {
              setDescription(event.target.value);
            }}
          />
        )}
      </Field>
      <Button type="submit" variant="outlined">
        {t('common.save')}
      </Button>
    </form>
  );
}
