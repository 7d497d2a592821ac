import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { PresenceService } from './service';

export function presenceHandlers(presence: PresenceService): HandlersOf<'presence'> {
  return {
    'presence.touch': async ({ caller }, { subject, mode }) => {
      await presence.touch(personOf(caller), subject, mode);
      return null;
    },
    'presence.leave': async ({ caller }, { subject }) => {
      await presence.leave(personOf(caller), subject);
      return null;
    },
    'presence.list': ({ tx, caller }) => presence.list(tx, personOf(caller)),
  };
}
