import type { HandlersOf } from '#electron/ipc/context';
import type { ImportsService } from './service';

export function importsHandlers(imports: ImportsService): HandlersOf<'imports'> {
  return {
    'imports.begin': (context, input) => imports.begin(context, input),
    'imports.chunk': (context, { id, index, body }) => imports.chunk(context, id, index, body),
    'imports.check': (context, { reading, ...at }) => imports.check(context, at, reading),
    'imports.get': ({ tx }, { id }) => imports.get(tx, id),
    'imports.list': ({ tx }) => imports.list(tx),
    'imports.rows': ({ tx }, input) => imports.rows(tx, input),
    'imports.choose': (context, { rows, all, ...at }) => imports.choose(context, at, rows, all),
    'imports.confirm': (context, { leaveOut, warned, ...at }) =>
      imports.confirm(context, at, leaveOut, warned?.reason ?? null),
    'imports.undoWould': ({ tx }, { id }) => imports.undoWould(tx, id),
    'imports.undo': (context, at) => imports.undo(context, at),
  };
}
