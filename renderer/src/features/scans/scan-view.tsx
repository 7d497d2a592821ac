import Button from '@mui/material/Button';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PdfPages } from '../documents/pdf-pages';
import { isPdf } from './scan-code';

interface Props {
  readonly file: File;
  readonly onBack: () => void;
}

/** A scan before it is filed, to see whose it is. */
export function ScanView({ file, onBack }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'pdf' | { readonly url: string } | null>(null);
  const [isTrouble, setTrouble] = useState(false);
  useEffect(() => {
    let isGone = false;
    let made: string | null = null;
    isPdf(file)
      .then((answer) => {
        if (isGone) return;
        made = answer ? null : URL.createObjectURL(file);
        setShown(made === null ? 'pdf' : { url: made });
      })
      .catch(() => {
        setTrouble(true);
      });
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [file]);
  const cannotShow = useCallback(() => {
    setTrouble(true);
  }, []);
  return (
    <>
      <div className="documents-bar">
        <Button variant="outlined" onClick={onBack} autoFocus>
          {t('documents.backToList')}
        </Button>
      </div>
      {isTrouble ? (
        <p className="problem" role="alert">
          {t('documents.notShown')}
        </p>
      ) : null}
      <div className="documents-view" role="region" aria-label={file.name} tabIndex={0}>
        {shown === 'pdf' && !isTrouble ? <PdfPages file={file} onTrouble={cannotShow} /> : null}
        {shown !== null && shown !== 'pdf' && !isTrouble ? (
          <img src={shown.url} alt={file.name} onError={cannotShow} />
        ) : null}
      </div>
    </>
  );
}
