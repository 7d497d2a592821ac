import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import { addTemplate, editTemplate, ownTemplates, removeTemplate, restoreTemplate } from './note-templates';
import type { Notes } from './notes';

export function notesHandlers(notes: Notes): HandlersOf<'notes'> {
  return {
    'notes.of': ({ tx, caller }, { appointmentId }) => notes.of(tx, personOf(caller).session, appointmentId),
    'notes.save': (context, input) => notes.save(context, input),
    'notes.sign': (context, input) => notes.sign(context, input),
    'notes.addendum': (context, input) => notes.addendum(context, input),
    'notes.templates': ({ tx, caller }) => ownTemplates(tx, personOf(caller).session),
    'notes.addTemplate': (context, input) => addTemplate(context, input),
    'notes.editTemplate': (context, input) => editTemplate(context, input),
    'notes.removeTemplate': (context, input) => removeTemplate(context, input),
    'notes.restoreTemplate': (context, input) => restoreTemplate(context, input),
  };
}
