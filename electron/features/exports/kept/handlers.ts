import type { HandlersOf } from '#electron/ipc/context';
import type { FolderChoice } from '#electron/platform/folder-choice';
import type { KeptCalendars } from './service';

export function keptCalendarsHandlers(
  calendars: KeptCalendars,
  choice: FolderChoice,
): HandlersOf<'keptCalendars'> {
  return {
    'keptCalendars.list': (context) => calendars.list(context),
    'keptCalendars.chooseFolder': ({ caller }) => {
      choice.ask(caller.windowId);
      return Promise.resolve(null);
    },
    'keptCalendars.start': (context, wish) => calendars.start(context, wish),
    'keptCalendars.writeNow': (context, { id }) => calendars.writeNow(context, id),
    'keptCalendars.stop': (context, { id, removeFile }) => calendars.stop(context, id, removeFile),
  };
}
