import { useTranslation } from 'react-i18next';
import { PageFrame } from '../settings/page-frame';
import { CalendarForm } from './calendar-form';
import './exports.css';
import { Everything } from './everything';
import { KeptCalendars } from './kept-calendars';

/** What leaves the clinic as files: everything as CSV, calendars as .ics, saved once or kept in a folder. */
export function ExportPage() {
  const { t } = useTranslation();
  return (
    <PageFrame wide lead={t('exports.lead')}>
      <Everything />
      <CalendarForm />
      <KeptCalendars />
    </PageFrame>
  );
}
