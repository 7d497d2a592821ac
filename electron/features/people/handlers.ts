import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import { ownAccount, renameSelf } from './account';
import { choosePreferences, ownPreferences } from './preferences';
import type { PeopleService } from './service';

export function peopleHandlers(people: PeopleService): HandlersOf<'people'> {
  return {
    'people.list': ({ tx }) => people.list(tx),
    'people.invite': ({ caller }, { fields }) => people.invite(personOf(caller), fields),
    'people.newCode': ({ caller }, { account }) => people.newCode(personOf(caller), account),
    'people.edit': (context, { fields, ...at }) => people.edit(context, at, fields),
    'people.setGrants': (context, { grants, ...at }) => people.setGrants(context, at, grants),
    'people.link': (context, { adminId, ...at }) => people.link(context, at, adminId),
    'people.unlock': (context, { account }) => people.unlock(context, account),
    'people.account': ({ tx, caller }) => ownAccount(tx, personOf(caller)),
    'people.renameSelf': (context, { name, ...at }) => renameSelf(context, at, name),
    'people.preferences': ({ tx, caller }) => ownPreferences(tx, personOf(caller)),
    'people.choosePreferences': choosePreferences,
  };
}
