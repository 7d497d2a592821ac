import type { HandlersOf } from '#electron/ipc/context';
import type { DoctorsService } from './service';

export function doctorsHandlers(doctors: DoctorsService): HandlersOf<'doctors'> {
  return { 'doctors.list': ({ tx }) => doctors.list(tx) };
}
