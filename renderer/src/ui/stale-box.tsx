import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Who changed it and when. */
  readonly sentence: string;
  readonly theirs: string;
  readonly yours: string | null;
  onAgain?: () => void;
  readonly onKeep: () => void;
}

/** Someone else was faster: both versions, and the choice between them. What was typed stays. */
export function StaleBox({ sentence, theirs, yours, onAgain, onKeep }: Props) {
  const { t } = useTranslation();
  return (
    <div className="problem" role="alert">
      <p>{sentence}</p>
      <p>{t('error.staleNow', { what: theirs })}</p>
      {yours ? <p>{t('error.staleYours', { what: yours })}</p> : null}
      <div className="buttons">
        {onAgain ? (
          <Button variant="outlined" onClick={onAgain}>
            {t('error.staleAgain')}
          </Button>
        ) : null}
        <Button onClick={onKeep}>{t('error.staleKeep')}</Button>
      </div>
    </div>
  );
}
