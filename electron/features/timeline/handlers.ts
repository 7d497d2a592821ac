import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import { Timeline, type TimelineParts } from './service';

export function timelineHandlers(parts: TimelineParts): HandlersOf<'timeline'> {
  const timeline = new Timeline(parts);
  return {
    'timeline.page': ({ tx, caller }, input) => timeline.page(tx, personOf(caller).session, input),
  };
}
