import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KEY } from '../../ui/key-names';
import { Guide } from './guide';
import { KeysSheet } from './keys-sheet';

const parts = ['keysTab', 'tab'] as const;

/** All keys, and beside them the short guide; arrows change between the two, Esc puts the sheet away. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<(typeof parts)[number]>('keysTab');
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby="help-title"
      className="help-sheet"
    >
      <h2 id="help-title">{t('guide.title')}</h2>
      <Tabs
        value={part}
        onChange={(_event, chosen: (typeof parts)[number]) => {
          setPart(chosen);
        }}
        selectionFollowsFocus
        aria-labelledby="help-title"
      >
        {parts.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`help-${name}`}
            aria-controls="help-part"
            autoFocus={name === part}
            label={t(`guide.${name}`)}
          />
        ))}
      </Tabs>
      <div id="help-part" role="tabpanel" aria-labelledby={`help-${part}`} tabIndex={0}>
        {part === 'keysTab' ? <KeysSheet /> : <Guide />}
      </div>
      <Button variant="outlined" onClick={onClose}>
        {t('common.close')}
        <kbd className="kbd" aria-hidden="true">
          {KEY.escape}
        </kbd>
      </Button>
    </Dialog>
  );
}
