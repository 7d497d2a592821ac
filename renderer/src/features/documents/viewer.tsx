import Button from '@mui/material/Button';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDto } from '#shared/contract/documents';
import { MIME_OF } from '#shared/domain/documents';
import { change } from '../../api/call';
import { errorWords } from '../../ui/error-words';
import { PdfPages } from './pdf-pages';

interface Props {
  readonly document: DocumentDto;
  readonly onSave: () => void;
  readonly onBack: () => void;
}

interface Fetched {
  readonly file: Blob;
  readonly url: string;
}

/** A picture or the pages of a PDF, fetched once and shown here; nothing of it is run. */
export function Viewer({ document, onSave, onBack }: Props) {
  const { t } = useTranslation();
  const { id, kind, fileName } = document;
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    let made: string | null = null;
    const load = async () => {
      const answer = await change('documents.open', { id });
      if (gone.signal.aborted) return;
      if (!answer.ok) {
        setTrouble(errorWords(t, answer.error));
        return;
      }
      const response = await fetch(answer.value.url, { signal: gone.signal });
      if (!response.ok) throw new Error('the file was not served');
      const file = new Blob([await response.arrayBuffer()], { type: MIME_OF[kind] });
      gone.signal.throwIfAborted();
      made = URL.createObjectURL(file);
      setFetched({ file, url: made });
    };
    load().catch(() => {
      if (!gone.signal.aborted) setTrouble(t('documents.notFetched'));
    });
    return () => {
      gone.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id, kind, t]);
  const cannotShow = useCallback(() => {
    setTrouble(t('documents.notShown'));
  }, [t]);
  return (
    <>
      <div className="documents-bar">
        <Button variant="outlined" onClick={onBack} autoFocus>
          {t('documents.backToList')}
        </Button>
        <Button onClick={onSave}>{t('documents.saveShort')}</Button>
      </div>
      {trouble === null ? null : (
        <p className="problem" role="alert">
          {trouble}
        </p>
      )}
      <div className="documents-view" role="region" aria-label={fileName} tabIndex={0}>
        {fetched === null && trouble === null ? <p aria-busy="true">{t('common.loading')}</p> : null}
        {fetched && trouble === null && kind === 'pdf' ? (
          <PdfPages file={fetched.file} onTrouble={cannotShow} />
        ) : null}
        {fetched && trouble === null && kind !== 'pdf' ? (
          <img src={fetched.url} alt={fileName} onError={cannotShow} />
        ) : null}
      </div>
    </>
  );
}
