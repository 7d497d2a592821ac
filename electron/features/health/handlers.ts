import type { HandlersOf } from '#electron/ipc/context';
import type { HealthService } from './service';

export function healthHandlers(health: HealthService): HandlersOf<'health'> {
  return { 'health.get': () => health.report() };
}
