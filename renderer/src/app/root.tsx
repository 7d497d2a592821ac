import { useEffect } from 'react';
import { useCallQuery } from '../api/queries';
import { ReceptionScreen } from '../features/appointments/screen';
import { useScreen } from '../features/appointments/store';
import { ConsultingRoom } from '../features/consultation/screen';
import { forgetRoom, showRoom, useConsultingRoom } from '../features/consultation/store';
import { useRoomKey } from '../features/consultation/use-room-key';
import { OfflineBar } from '../features/connection/offline-bar';
import { ChangePassword } from '../features/session/change-password';
import { LockScreen } from '../features/session/lock-screen';
import { useIsDoctor, useSession } from '../features/session/session';
import { SignIn } from '../features/session/sign-in';
import { useOwnLook } from '../features/session/use-own-look';
import { SettingsScreen } from '../features/settings/screen';
import { forgetSettings, useSettingsScreen } from '../features/settings/store';
import { useSettingsKey } from '../features/settings/use-settings-key';
import { forgetHistory } from '../features/history/store';
import { forgetScans } from '../features/scans/store';
import { forgetUploads } from '../features/documents/uploads';
import { forgetVitals } from '../features/vitals/store';
import { useFormats } from './clock';
import { useIdleLock } from './idle-lock';

/** Shows nothing of its own: the whole screen is its look. */
function OwnLook() {
  useOwnLook();
  return null;
}

/** Which screen a window shows: the door, a new password, or the work, under the lock when locked. */
export function Root() {
  const session = useSession();
  const settings = useCallQuery('settings.get', {}).data;
  const isLocked = session?.locked === true;
  // The waiting room's screen hangs there untouched; leaving it late locks.
  const hangsThere = useScreen((screen) => screen.board !== null);
  useIdleLock(session != null && !isLocked && !hangsThere ? (settings?.idleLockMinutes ?? 0) : 0);
  const settingsShown = useSettingsScreen((screen) => screen.page !== null);
  const settingsKept = useSettingsScreen((screen) => screen.unsaved.size > 0);
  const isWorking = session != null && !isLocked && !session.mustChangePassword && !hangsThere;
  useSettingsKey(isWorking);
  const isDoctor = useIsDoctor();
  useRoomKey(isWorking && isDoctor && !settingsShown);
  const roomShown = useConsultingRoom((room) => room.shown) && isDoctor;
  const person = session?.person;
  // Whoever is nothing but a doctor begins with who waits for them.
  const beginsInRoom = isDoctor && session?.roles.every((role) => role === 'doctor') === true;
  useEffect(() => {
    showRoom(beginsInRoom);
    return forgetRoom;
  }, [person, beginsInRoom]);
  // What one person typed is not for the next at this desk.
  useEffect(() => forgetSettings, [person]);
  useEffect(() => forgetVitals, [person]);
  useEffect(() => forgetHistory, [person]);
  useEffect(() => forgetUploads, [person]);
  useEffect(() => forgetScans, [person]);
  const clinic = settings?.clinicName;
  useFormats(settings?.clock);
  useEffect(() => {
    if (clinic) document.title = clinic;
  }, [clinic]);

  if (session === undefined) return <OfflineBar />;
  if (session === null) return <SignIn />;
  if (session.mustChangePassword) return <ChangePassword />;
  return (
    <>
      <div className="work" inert={isLocked}>
        {settingsShown ? null : roomShown ? (
          <ConsultingRoom key={`room ${session.person}`} />
        ) : (
          <ReceptionScreen key={session.person} />
        )}
        {settingsShown || settingsKept ? <SettingsScreen key={`settings ${session.person}`} /> : null}
      </div>
      <OwnLook key={`look ${session.person}`} />
      {isLocked ? <LockScreen session={session} /> : null}
    </>
  );
}
