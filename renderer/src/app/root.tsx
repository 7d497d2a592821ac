import { useEffect } from 'react';
import { useCallQuery } from '../api/queries';
import { ReceptionScreen } from '../features/appointments/screen';
import { useScreen } from '../features/appointments/store';
import { OfflineBar } from '../features/connection/offline-bar';
import { ChangePassword } from '../features/session/change-password';
import { LockScreen } from '../features/session/lock-screen';
import { useSession } from '../features/session/session';
import { SignIn } from '../features/session/sign-in';
import { useIdleLock } from './idle-lock';

/** Which screen a window shows: the door, a new password, or the work, under the lock when locked. */
export function Root() {
  const session = useSession();
  const settings = useCallQuery('settings.get', {}).data;
  const isLocked = session?.locked === true;
  // The waiting room's screen hangs there untouched; leaving it late locks.
  const hangsThere = useScreen((screen) => screen.board !== null);
  useIdleLock(session != null && !isLocked && !hangsThere ? (settings?.idleLockMinutes ?? 0) : 0);
  const clinic = settings?.clinicName;
  useEffect(() => {
    if (clinic) document.title = clinic;
  }, [clinic]);

  if (session === undefined) return <OfflineBar />;
  if (session === null) return <SignIn />;
  if (session.mustChangePassword) return <ChangePassword />;
  return (
    <>
      <div className="work" inert={isLocked}>
        <ReceptionScreen key={session.person} />
      </div>
      {isLocked ? <LockScreen session={session} /> : null}
    </>
  );
}
