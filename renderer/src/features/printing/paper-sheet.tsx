import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { KEY } from '../../ui/key-names';
import { PaperKinds } from './paper-kinds';
import { showPaper } from './store';

const close = () => {
  showPaper(false);
};

/** This desk's paper over the calendar, for when something did not come out. */
export function PaperSheet() {
  const { t } = useTranslation();
  const desk = useCallQuery('desks.current', {}).data;
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
      <PaperKinds labelledBy="paper-title" takesFocus />
      <Button variant="outlined" onClick={close}>
        {t('common.close')}
        <kbd className="kbd" aria-hidden="true">
          {KEY.escape}
        </kbd>
      </Button>
    </Dialog>
  );
}
