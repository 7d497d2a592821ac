import Button from '@mui/material/Button';
import { Trans, useTranslation } from 'react-i18next';
import { usePrefs } from '../../../app/prefs';
import { KEY } from '../../../ui/key-names';
import { useCalendar } from '../calendar-data';
import { useCommands } from '../commands';
import { EVERYBODY } from '../logic/chosen-columns';
import { focusCalendar } from './use-cursor';

/** Where the calendar would be when this desk has hidden every doctor: how they come back. */
export function NoColumns() {
  const { t } = useTranslation();
  const { all } = useCalendar();
  const { onLetter } = useCommands();
  const columns = usePrefs((prefs) => prefs.columns);
  const setColumns = usePrefs((prefs) => prefs.setColumns);
  return (
    <div
      className="cal cal--empty"
      role="region"
      tabIndex={-1}
      data-keys="calendar"
      aria-label={t('columns.noneRegion')}
      onKeyDown={(event) => {
        onLetter(event, null);
      }}
    >
      <p className="empty">
        <b>{t('columns.none', { count: all.length })}</b>{' '}
        <Trans
          i18nKey="columns.noneHelp"
          values={{ key: KEY.columns }}
          components={{ kbd: <kbd className="kbd" /> }}
        />
      </p>
      <Button
        variant="outlined"
        onClick={() => {
          setColumns({ ...EVERYBODY, order: columns.order });
          requestAnimationFrame(focusCalendar);
        }}
      >
        {t('columns.showAll')}
      </Button>
    </div>
  );
}
