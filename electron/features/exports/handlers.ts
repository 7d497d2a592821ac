import type { HandlersOf } from '#electron/ipc/context';
import type { Calendars } from './calendars';
import type { ExportsService } from './service';

export function exportsHandlers(exports: ExportsService, calendars: Calendars): HandlersOf<'exports'> {
  return {
    'exports.preview': ({ tx }) => exports.preview(tx),
    'exports.latest': (context) => exports.latest(context),
    'exports.start': (context, { withAudit }) => exports.start(context, withAudit),
    'exports.fetch': (context, { jobId }) => exports.fetch(context, jobId),
    'exports.calendar': (context, asked) => calendars.file(context, asked),
  };
}
