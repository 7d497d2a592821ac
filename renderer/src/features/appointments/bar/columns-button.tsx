import Popover from '@mui/material/Popover';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { useCalendar } from '../calendar-data';
import { showColumns, useColumnsShown } from '../columns-store';
import { focusCalendar } from '../grid/use-cursor';
import { ColumnsList } from './columns-list';

/** Opens the list of doctors; while some are hidden it says so, with what they have that day. */
export function ColumnsButton() {
  const { t } = useTranslation();
  const { columns, all } = useCalendar();
  const open = useColumnsShown((shown) => shown.open);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const hidden = all.filter((column) => !columns.includes(column));
  const visits = hidden.reduce((sum, column) => sum + column.visits.length, 0);
  const words =
    hidden.length === 0
      ? t('columns.all')
      : [t('columns.hidden', { count: hidden.length }), t('columns.hiddenVisits', { count: visits })].join(
          ', ',
        );
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={hidden.length > 0 ? 'tool tool--on' : 'tool'}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts={KEY.columns}
        aria-label={`${t('columns.title')}: ${words}`}
        title={words}
        onClick={() => {
          showColumns(true);
        }}
      >
        {hidden.length > 0 ? t('columns.hidden', { count: hidden.length }) : t('columns.title')}
        <Kbd k={KEY.columns} />
      </button>
      <Popover
        open={open && anchor !== null}
        anchorEl={anchor}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        transitionDuration={0}
        disableRestoreFocus
        disableScrollLock
        onClose={() => {
          showColumns(false);
          requestAnimationFrame(focusCalendar);
        }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': t('columns.title'), className: 'columns-pop' },
        }}
      >
        <ColumnsList />
      </Popover>
    </>
  );
}
