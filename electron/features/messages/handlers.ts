import type { HandlersOf } from '#electron/ipc/context';
import type { MessagesService } from './service';

export function messagesHandlers(messages: MessagesService): HandlersOf<'messages'> {
  return {
    'messages.compose': ({ tx }, input) => messages.compose(tx, input),
    'messages.note': (context, input) => messages.note(context, input),
    'messages.setNoted': (context, input) => messages.setNoted(context, input),
    'messages.told': ({ tx }, { appointmentId }) => messages.told(tx, appointmentId),
    'messages.day': ({ tx }, { date }) => messages.day(tx, date),
  };
}
