import type { HandlersOf } from '#electron/ipc/context';
import type { DoctorProfiles } from './profiles';
import type { DoctorsService } from './service';

export function doctorsHandlers(doctors: DoctorsService, profiles: DoctorProfiles): HandlersOf<'doctors'> {
  return {
    'doctors.list': ({ tx }) => doctors.list(tx),
    'doctors.profiles': ({ tx }) => profiles.list(tx),
    'doctors.add': (context, { fields }) => profiles.add(context, fields),
    'doctors.edit': (context, { fields, ...at }) => profiles.edit(context, at, fields),
    'doctors.order': (context, { ids, ...at }) => profiles.order(context, at, ids),
    'doctors.coming': ({ tx }, { id }) => profiles.coming(tx, id),
    'doctors.remove': (context, { coming, ...at }) => profiles.remove(context, at, coming),
    'doctors.bringBack': (context, at) => profiles.bringBack(context, at),
  };
}
