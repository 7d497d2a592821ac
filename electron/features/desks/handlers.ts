import type { HandlersOf } from '#electron/ipc/context';
import type { DeskService } from './service';

export function desksHandlers(desks: DeskService): HandlersOf<'desks'> {
  return {
    'desks.current': ({ tx, caller }) => desks.current(tx, caller.deskId),
    'desks.rename': async (context, { name }) => ({ desk: await desks.rename(context, name) }),
  };
}
