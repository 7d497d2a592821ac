import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../../api/queries';
import { usePrefs } from '../../../app/prefs';
import { ClinicMark } from '../../../ui/clinic-mark';
import { doctorName } from '../../../ui/format';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { ROOM_KEY } from '../../consultation/keys';
import { showRoom } from '../../consultation/store';
import { LiveDot } from '../../connection/live-dot';
import { FindBox } from '../../patients/find-box';
import { FailedMark } from '../../printing/paper-desk';
import { useIsDoctor, useMay } from '../../session/session';
import { useCalendar, useWeekDoctor } from '../calendar-data';
import { useCommands } from '../commands';
import { useDoctors } from '../doctors';
import { showPanel, useScreen } from '../store';
import { useBookHere } from '../use-book-here';
import { ColumnsButton } from './columns-button';
import { DateHeading } from './date-heading';
import { UserMenu } from './user-menu';

/** The one bar: when, which view, whom, book, and who sits here. */
export function TopBar() {
  const { t } = useTranslation();
  const settings = useCallQuery('settings.get', {}).data;
  const { mode } = useCalendar();
  const setView = usePrefs((prefs) => prefs.setView);
  const mayWrite = useMay('appointment.write');
  const mayRegister = useMay('patient.write');
  const isDoctor = useIsDoctor();
  const { run } = useCommands();
  const bookHere = useBookHere();
  return (
    <header className="bar">
      <span className="bar-clinic">
        <ClinicMark />
        <b>{settings?.clinicName ?? t('app.name')}</b>
      </span>
      <span className="bar-group">
        <button
          type="button"
          className="tool tool--square"
          aria-label={t(mode === 'day' ? 'calendar.previous' : 'calendar.previousWeek')}
          data-turn
          aria-keyshortcuts={KEY.previous}
          onClick={() => {
            run('previous');
          }}
        >
          <span className="chevron chevron--back" />
        </button>
        <button
          type="button"
          className="tool"
          aria-keyshortcuts={KEY.today}
          onClick={() => {
            run('today');
          }}
        >
          {t('calendar.today')}
          <Kbd k={KEY.today} />
        </button>
        <button
          type="button"
          className="tool tool--square"
          aria-label={t(mode === 'day' ? 'calendar.next' : 'calendar.nextWeek')}
          data-turn
          aria-keyshortcuts={KEY.next}
          onClick={() => {
            run('next');
          }}
        >
          <span className="chevron" />
        </button>
      </span>
      <DateHeading />
      <span className="switch" role="group" aria-label={t('calendar.view')}>
        {(['day', 'week'] as const).map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={mode === view}
            onClick={() => {
              setView(view);
            }}
          >
            {t(`calendar.${view}`)}
          </button>
        ))}
      </span>
      {mode === 'week' ? <WeekDoctor /> : <ColumnsButton />}
      <FindBox
        onPick={(patient) => {
          showPanel({ kind: 'patient', id: patient.id, editing: false });
        }}
        onRegister={
          mayRegister
            ? (typed) => {
                showPanel({ kind: 'register', typed });
              }
            : undefined
        }
      />
      <span className="bar-rest" />
      {mayRegister ? (
        <button
          type="button"
          className="tool"
          aria-keyshortcuts={KEY.walkIn}
          onClick={() => {
            run('walkIn');
          }}
        >
          {t('walkIn.button')}
          <Kbd k={KEY.walkIn} />
        </button>
      ) : null}
      {mayWrite ? (
        <Button
          variant="contained"
          onClick={() => {
            bookHere(null);
          }}
        >
          {t('booking.button')}
          <Kbd k={KEY.enter} />
        </Button>
      ) : null}
      {isDoctor ? (
        <button
          type="button"
          className="tool"
          aria-keyshortcuts={ROOM_KEY.room}
          onClick={() => {
            showRoom(true);
          }}
        >
          {t('room.toRoom')}
          <Kbd k={ROOM_KEY.room} />
        </button>
      ) : null}
      <FailedMark />
      <LiveDot />
      <UserMenu />
    </header>
  );
}

function WeekDoctor() {
  const { t } = useTranslation();
  const { all } = useDoctors();
  const doctor = useWeekDoctor();
  return (
    <select
      className="tool"
      aria-label={t('calendar.doctor')}
      value={doctor?.id ?? ''}
      onChange={(event) => {
        const chosen = all.find(({ id }) => String(id) === event.target.value);
        useScreen.setState({ weekDoctor: chosen?.id ?? null });
      }}
    >
      {all.map((one) => (
        <option key={one.id} value={one.id}>
          {doctorName(one)}
        </option>
      ))}
    </select>
  );
}
