import Button from '@mui/material/Button';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_KINDS } from '#shared/domain/importing/fields';
import { errorWords } from '../../ui/error-words';
import { saveFile } from '../../ui/save-file';
import { TroubleLine } from '../../ui/trouble-line';
import { sendUp } from './send-up';
import { chooseKind, showImport, useImportScreen } from './store';
import { templateOf } from './template';

/** What is brought in, and from which file: chosen, or dropped here. */
export function FileStep() {
  const { t } = useTranslation();
  const kind = useImportScreen((screen) => screen.kind);
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const take = async (file: File | undefined) => {
    if (!file || sent !== null) return;
    setProblem(null);
    setSent(0);
    const answer = await sendUp(kind, file, setSent);
    setSent(null);
    if ('id' in answer) showImport(answer.id);
    else setProblem('error' in answer ? errorWords(t, answer.error) : t(`data.import.${answer.problem}`));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };

  return (
    <section
      className={isOver ? 'settings-card data-drop data-drop--over' : 'settings-card data-drop'}
      aria-label={t('data.import.file')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={onDrop}
    >
      <div className="data-kinds" role="radiogroup" aria-label={t('data.import.what')}>
        {IMPORT_KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="import-kind"
              checked={kind === one}
              onChange={() => {
                chooseKind(one);
              }}
            />
            {t(`data.kind.${one}`)}
          </label>
        ))}
      </div>
      <p className="muted">{t(`data.import.lead.${kind}`)}</p>
      <div className="buttons">
        <Button variant="contained" disabled={sent !== null} onClick={() => input.current?.click()}>
          {t('data.import.choose')}
        </Button>
        <Button
          variant="outlined"
          onClick={() => {
            saveFile(templateOf(kind), `${kind}.csv`);
          }}
        >
          {t('data.import.template')}
        </Button>
        <span className="muted">{t('data.import.drop')}</span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label={t('data.import.choose')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {sent === null ? null : <progress max={1} value={sent} aria-label={t('data.import.sending')} />}
      <TroubleLine words={problem} />
    </section>
  );
}
