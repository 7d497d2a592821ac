import type { HandlersOf } from '#electron/ipc/context';
import type { AuditService } from './service';

export function auditHandlers(audit: AuditService): HandlersOf<'audit'> {
  return {
    'audit.page': ({ tx }, looking) => audit.page(tx, looking),
    'audit.entry': ({ tx }, { id }) => audit.entry(tx, id),
    'audit.choices': ({ tx }) => audit.choices(tx),
    'audit.export': (context, looking) => audit.export(context, looking),
  };
}
