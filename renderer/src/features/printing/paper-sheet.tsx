import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { PAPER_KINDS, type PaperKind } from '#shared/domain/paper';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { KEY } from '../../ui/key-names';
import { FailedPapers } from './failed-papers';
import './printing.css';
import { SettingsForm } from './settings-form';
import { showPaper } from './store';

export type Printers = OutputOf<'printing.printers'>['printers'];

const close = () => {
  showPaper(false);
};

/** Where each kind of paper comes out at this desk, and what did not come out. */
export function PaperSheet() {
  const { t } = useTranslation();
  const settings = useCallQuery('printing.paperSettings', {}).data;
  const desk = useCallQuery('desks.current', {}).data;
  const [kind, setKind] = useState<PaperKind>('slip');
  const [printers, setPrinters] = useState<Printers | undefined>(undefined);
  useEffect(() => {
    let isThere = true;
    void change('printing.printers', {}).then((answer) => {
      if (isThere) setPrinters(answer.ok ? answer.value.printers : []);
    });
    return () => {
      isThere = false;
    };
  }, []);
  return (
    <Dialog
      open
      onClose={close}
      maxWidth="md"
      fullWidth
      aria-labelledby="paper-title"
      className="help-sheet paper-sheet"
    >
      <h2 id="paper-title">{t('printing.title')}</h2>
      {desk ? <p className="muted">{t('printing.help', { desk: desk.name })}</p> : null}
      <FailedPapers />
      <Tabs
        value={kind}
        onChange={(_event, chosen: PaperKind) => {
          setKind(chosen);
        }}
        selectionFollowsFocus
        aria-labelledby="paper-title"
      >
        {PAPER_KINDS.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`paper-${name}`}
            aria-controls="paper-part"
            autoFocus={name === kind}
            label={t(`printing.tabs.${name}`)}
          />
        ))}
      </Tabs>
      <div id="paper-part" role="tabpanel" aria-labelledby={`paper-${kind}`}>
        {settings && printers !== undefined ? (
          <SettingsForm key={kind} kind={kind} saved={settings[kind]} printers={printers} />
        ) : null}
      </div>
      <Button variant="outlined" onClick={close}>
        {t('common.close')}
        <kbd className="kbd" aria-hidden="true">
          {KEY.escape}
        </kbd>
      </Button>
    </Dialog>
  );
}
