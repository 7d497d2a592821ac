import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { DraftsService } from './service';

export function draftsHandlers(drafts: DraftsService): HandlersOf<'drafts'> {
  return {
    'drafts.save': async ({ caller }, { name, body }) => ({
      keptIn: await drafts.save(personOf(caller).key, name, body),
    }),
    'drafts.get': async ({ tx, caller }, { name }) => ({
      body: await drafts.get(tx, personOf(caller).key, name),
    }),
    'drafts.discard': async ({ caller }, { name }) => {
      await drafts.discard(personOf(caller).key, name);
      return null;
    },
  };
}
