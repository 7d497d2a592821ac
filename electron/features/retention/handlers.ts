import type { HandlersOf } from '#electron/ipc/context';
import { countDue } from './repository';
import type { SavedRule } from './rule';
import { duePage, latest, startArchiving, startBringingBack } from './service';

export function retentionHandlers(settings: SavedRule): HandlersOf<'retention'> {
  return {
    'retention.preview': ({ tx }, { years }) => countDue(tx, years),
    'retention.due': ({ tx }, input) => duePage(tx, input),
    'retention.latest': ({ tx }) => latest(tx, settings),
    'retention.run': (context, { years }) => startArchiving(context, settings, years),
    'retention.bringBack': (context, { run }) => startBringingBack(context, settings, run),
  };
}
