import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../ui/error-words';
import type { Upload } from './uploads';

interface Props {
  readonly uploads: readonly Upload[];
  readonly onResume: (upload: Upload) => void;
  readonly onCancel: (upload: Upload) => void;
}

/** Files on their way, each with how far it is and the ways to stop it or to go on. */
export function UploadList({ uploads, onResume, onCancel }: Props) {
  const { t } = useTranslation();
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads">
      {uploads.map((upload) => {
        const { key, file, sent, state, error } = upload;
        const percent = Math.floor((sent / file.size) * 100);
        const words = t(`documents.${state === 'stopped' ? 'sending' : state}`, { name: file.name, percent });
        return (
          <li key={key}>
            <span>{words}</span>
            <LinearProgress variant="determinate" value={percent} aria-label={file.name} />
            {error ? (
              <span className="field-error" role="alert">
                {errorWords(t, error)}
              </span>
            ) : null}
            {state === 'stopped' ? (
              <Button
                variant="outlined"
                onClick={() => {
                  onResume(upload);
                }}
              >
                {t('documents.goOn')}
              </Button>
            ) : null}
            <Button
              onClick={() => {
                onCancel(upload);
              }}
            >
              {t('documents.cancel')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
